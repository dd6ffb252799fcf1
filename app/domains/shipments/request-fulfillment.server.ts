import { type LockedOrder, recordTimeline } from "#app/domains/orders/index.server.ts";
import { supersedeFailures } from "#app/domains/outbox/index.server.ts";
import type { Tx } from "#app/platform/ctx.ts";
import { publish } from "#app/platform/outbox.ts";
import type { Tracking } from "./schema.ts";

export interface FulfillmentWish {
  tracking?: Tracking | undefined;
  notifyCustomer: boolean;
}

/** Records the next numbered attempt at fulfilling a locked order and sends it on its way to Shopify. Gives its number. */
export async function requestFulfillment(tx: Tx, order: Pick<LockedOrder, "id">, { tracking, notifyCustomer }: FulfillmentWish): Promise<number> {
  const [intent] = await tx.sql<{ attempt: number }>`
    insert into fulfillment_intents (shop, order_id, attempt, status, tracking_number, tracking_company, tracking_url, notify_customer, requested_by, requested_at)
    select ${tx.shop}, ${order.id}, coalesce(max(attempt), 0) + 1, 'requested', ${tracking?.number ?? null}, ${tracking?.carrier ?? null}, ${tracking?.url ?? null}, ${notifyCustomer}, ${tx.actor.id}, ${tx.now}
    from fulfillment_intents where shop = ${tx.shop} and order_id = ${order.id}
    returning attempt`;
  const attempt = intent?.attempt ?? 1;
  await supersedeFailures(tx, { type: "shopify.fulfillment_create", orderId: order.id, note: `Attempt ${attempt} is made instead.` });
  await publish(tx, { type: "shopify.fulfillment_create", orderId: order.id, payload: { orderId: order.id, attempt } });
  const details = { attempt, number: tracking?.number ?? null, carrier: tracking?.carrier ?? null };
  await recordTimeline(tx, { orderId: order.id, ts: tx.now, event: "fulfillment.requested", details, key: `fulfillment-intent:${attempt}` });
  return attempt;
}
