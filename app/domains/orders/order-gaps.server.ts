import { closeDataGap, type DataGapKind, openDataGap } from "#app/domains/alerts/index.server.ts";
import type { Tx } from "#app/platform/ctx.ts";
import { toGid } from "#app/platform/shopify/ids.ts";

/** What can be missing of one order: itself, while parts of it have arrived, or the number of a parcel that has left. */
export type OrderGap = Extract<DataGapKind, "missing_order" | "missing_tracking">;

/** Opens a data gap about an order, if it is not open. The details name the order, and no customer. */
export function openGap(tx: Tx, kind: OrderGap, orderId: bigint): Promise<void> {
  return openDataGap(tx, { kind, subject: `order:${orderId}` }, { orderId: toGid("Order", orderId) });
}

/** Closes a data gap about an order, if it is open. */
export function closeGap(tx: Tx, kind: OrderGap, orderId: bigint): Promise<void> {
  return closeDataGap(tx, { kind, subject: `order:${orderId}` });
}
