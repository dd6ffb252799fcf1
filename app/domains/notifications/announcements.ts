import type { WorkflowState } from "#app/domains/orders/schema.ts";
import type { OutboxMessage } from "#app/platform/outbox.ts";

export interface ReachedState {
  orderId: bigint;
  toState: WorkflowState;
  note: string;
}

/** The mails that a shop's settings ask for when an order reaches a state: to the team, to the customer, to both or to nobody. */
export function transitionMails(settings: { mailTeamOn: readonly WorkflowState[]; mailCustomerOn: readonly WorkflowState[] }, { orderId, toState, note }: ReachedState): OutboxMessage[] {
  const recipients = [...(settings.mailTeamOn.includes(toState) ? ["team"] : []), ...(settings.mailCustomerOn.includes(toState) ? ["customer"] : [])];
  // Mails have a stream of their own: what waits for Shopify does not wait for a mail server, nor the other way round.
  return recipients.map((to) => ({ type: "mail.send", orderId, stream: `mail:${orderId}`, payload: { orderId, to, toState, note } }));
}

export interface Happening {
  /** A past fact, such as `order.transitioned`. */
  type: string;
  at: Date;
  orderId: bigint;
  data: Record<string, unknown>;
}

/** The messages that tell each of a shop's endpoints, named by their ids, of something. */
export function webhookMessages(endpoints: readonly string[], { type, at, orderId, data }: Happening): OutboxMessage[] {
  const event = { type, timestamp: at.toISOString(), data };
  return endpoints.map((endpointId) => ({ type: "webhook.deliver", orderId, stream: `webhook:${endpointId}:${orderId}`, payload: { endpointId, event } }));
}
