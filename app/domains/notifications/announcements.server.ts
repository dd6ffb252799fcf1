import type { WorkflowState } from "#app/domains/orders/schema.ts";
import { ShopSettings } from "#app/domains/shops/index.server.ts";
import { oncePerTransaction, type Tx } from "#app/platform/ctx.ts";
import type { OutboxMessage } from "#app/platform/outbox.ts";

/** Whom a shop wants told of what, read once in a transaction however many orders it moves. */
const audience = oncePerTransaction(async (tx: Tx) => {
  const [row] = await tx.sql<{ values: unknown; endpoints: string[] }>`
    select (select "values" from shop_settings where shop = ${tx.shop}) as "values",
      array(select id::text from webhook_endpoints where shop = ${tx.shop} and disabled_at is null order by created_at) as endpoints`;
  return { settings: ShopSettings.parse(row?.values ?? {}), endpoints: row?.endpoints ?? [] };
});

export interface ReachedState {
  orderId: bigint;
  toState: WorkflowState;
  note: string;
}

/** The mails that the shop's settings ask for when an order reaches a state: to the team, to the customer, to both or to nobody. */
export async function transitionMails(tx: Tx, { orderId, toState, note }: ReachedState): Promise<OutboxMessage[]> {
  const { settings } = await audience(tx);
  const recipients = [...(settings.mailTeamOn.includes(toState) ? ["team"] : []), ...(settings.mailCustomerOn.includes(toState) ? ["customer"] : [])];
  // Mails have a stream of their own: what waits for Shopify does not wait for a mail server, nor the other way round.
  return recipients.map((to) => ({ type: "mail.send", orderId, stream: `mail:${orderId}`, payload: { orderId, to, toState, note } }));
}

export interface Happening {
  /** A past fact, such as `order.transitioned`. */
  type: string;
  orderId: bigint;
  data: Record<string, unknown>;
}

/** The messages that tell each of the shop's endpoints of something; none when it has no endpoint. */
export async function webhookMessages(tx: Tx, { type, orderId, data }: Happening): Promise<OutboxMessage[]> {
  const { endpoints } = await audience(tx);
  const event = { type, timestamp: tx.now.toISOString(), data };
  return endpoints.map((endpointId) => ({ type: "webhook.deliver", orderId, stream: `webhook:${endpointId}:${orderId}`, payload: { endpointId, event } }));
}
