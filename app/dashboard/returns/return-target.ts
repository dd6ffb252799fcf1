import type { OrderTarget } from "#app/dashboard/actions/drafts.ts";
import type { ReturnFeedRow } from "#app/domains/returns/return-feed.ts";
import { isFinal } from "#app/domains/returns/schema.ts";

/** The order of a row of the feed, as far as the steps of its return have to know it. */
export function returnTargetOf({ order_id: id, order_number: number, order_name: name, state }: ReturnFeedRow): OrderTarget {
  const reference = id ?? number ?? "";
  return { id: reference, name: name ?? number ?? reference, assignedTo: null, assignmentVersion: undefined, cancelled: false, fulfillmentStatus: "fulfilled", tracking: null, refused: false, hasOpenReturn: !isFinal(state) };
}
