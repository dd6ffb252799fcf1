import type { Tx } from "#app/platform/ctx.ts";
import { publish } from "#app/platform/outbox.ts";

/** What of Shopify's is to be read: a return, or the one that a reverse fulfillment order belongs to. */
export interface WantedReading {
  orderId?: bigint;
  shopifyReturnId?: bigint;
  reverseOrderId?: bigint;
}

/**
 * Asks for a return to be read whole from Shopify: its webhooks tell little, in no order, and some do not even say of which order
 * they are. One reading that has not begun serves all who ask before it.
 */
export async function requestReading(tx: Tx, wanted: WantedReading): Promise<void> {
  const subject = wanted.shopifyReturnId === undefined ? `reverse:${wanted.reverseOrderId}` : `return:${wanted.shopifyReturnId}`;
  const [waiting] = await tx.sql`
    select id from outbox_events where shop = ${tx.shop} and type = 'shopify.return_read' and status = 'PENDING' and attempts = 0 and payload->>'subject' = ${subject} limit 1`;
  if (!waiting) await publish(tx, { type: "shopify.return_read", orderId: wanted.orderId, stream: wanted.orderId === undefined ? subject : undefined, payload: { subject, ...wanted } });
}
