import type { Tx } from "#app/platform/ctx.ts";
import { publish } from "#app/platform/outbox.ts";
import { isFinal, type ReturnState } from "./schema.ts";
import type { ShopifyStatus } from "./shopify-status.ts";

/** The calls by which a return here and Shopify's own are kept the same; each is an outbox event `shopify.return_…`. */
export type ReturnCall = "create" | "approve" | "decline" | "label" | "process" | "refund" | "close" | "cancel";

export interface OwedFacts {
  state: ReturnState;
  mirror: "wanted" | "linked" | "local" | "missing";
  shopifyStatus: ShopifyStatus | null;
  labelPending: boolean;
  /** What has become of the last refund that was asked of Shopify. */
  refund: string | null;
  /** The state from which the return came to its own. */
  cameFrom: ReturnState | null;
  /** Calls that have failed and wait for a person. */
  failed: readonly string[];
}

/**
 * The one call that Shopify is owed next, so that its return becomes what ours is; undefined when there is none, or when one
 * that failed stands in the way. A label that Shopify does not take stands in nobody's way.
 */
function owedCall(facts: OwedFacts): ReturnCall | undefined {
  const next = nextCall(facts);
  return next && facts.failed.includes(next) ? undefined : next;
}

function nextCall(facts: OwedFacts): ReturnCall | undefined {
  const { state, mirror, shopifyStatus, refund } = facts;
  if (mirror === "local" || mirror === "missing") return refund === "requested" ? "refund" : undefined;
  if (mirror === "wanted") return "create";
  if (shopifyStatus === "requested") return answerTo(state);
  if (shopifyStatus === "closed") return refund === "requested" ? "process" : undefined;
  if (shopifyStatus !== "open") return undefined;
  if (facts.labelPending && !isFinal(state) && !facts.failed.includes("label")) return "label";
  if (refund === "requested") return "process";
  if (state === "cancelled") return "cancel";
  // The goods of a return that was denied at inspection are back: Shopify no longer lets it be cancelled in earnest.
  if (state === "denied") return facts.cameFrom === "inspection" || facts.cameFrom === "awaiting_refund" ? "close" : "cancel";
  return state === "completed" && refund !== "sending" && refund !== "failed" ? "close" : undefined;
}

/** What a customer's request is answered with. */
function answerTo(state: ReturnState): ReturnCall | undefined {
  if (state === "requested") return undefined;
  if (state === "denied") return "decline";
  return state === "cancelled" ? "cancel" : "approve";
}

/**
 * Writes the call that Shopify is owed next about a return into the outbox. One is under way at a time: when it is settled,
 * this is asked again, so that a call always follows from what is true then. The return's order is locked by the caller.
 */
export async function publishOwed(tx: Tx, returnId: string): Promise<void> {
  const [row] = await tx.sql<OwedFacts & { orderId: bigint; pending: boolean; givenUp: boolean }>`
    with calls as (
      select substr(e.type, 16) as call, e.status from returns r join outbox_events e on e.shop = r.shop and e.order_id = r.order_id
      where r.shop = ${tx.shop} and r.id = ${returnId} and e.type like 'shopify.return\\_%' and e.payload->>'returnId' = ${returnId}::text and e.type <> 'shopify.return_read')
    select r.order_id as "orderId", r.state, r.mirror, r.shopify_status as "shopifyStatus", r.label_pending as "labelPending",
      (select f.status from return_refunds f where f.shop = r.shop and f.return_id = r.id and f.source = 'shopify' order by f.attempt desc limit 1) as refund,
      (select h.from_state from return_history h where h.shop = r.shop and h.return_id = r.id order by h.version desc limit 1) as "cameFrom",
      array(select call from calls where status = 'FAILED') as failed,
      exists (select from calls where status = 'PENDING') as pending,
      exists (select from calls where call = 'create' and status = 'IGNORED') as "givenUp"
    from returns r where r.shop = ${tx.shop} and r.id = ${returnId}`;
  if (!row || row.pending) return;
  if (row.givenUp && row.mirror === "wanted") await tx.sql`update returns set mirror = 'local' where shop = ${tx.shop} and id = ${returnId}`;
  const call = owedCall(row.givenUp ? { ...row, mirror: row.mirror === "wanted" ? "local" : row.mirror } : row);
  if (call) await publish(tx, { type: `shopify.return_${call}`, orderId: row.orderId, payload: { orderId: row.orderId, returnId } });
}
