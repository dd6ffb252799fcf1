import { z } from "zod";
import { failureOf, type SyncClient, type SyncFailure } from "#app/platform/sync.ts";

/** The four writes of `/sync/orders`. */
export const OrdersAction = z.enum(["assign", "fulfill", "support", "returns"]);
export type OrdersAction = z.infer<typeof OrdersAction>;

/** What the browser sends for one submission: the body as the contract has it, without the shop, and its key. */
export const Submission = z.object({ idempotencyKey: z.string().min(1).max(255), body: z.record(z.string(), z.unknown()) });
export type Submission = z.infer<typeof Submission>;

/** What the actions change on an order; the rest of an updated order is the endpoint's own business. */
const UpdatedOrder = z.object({
  id: z.string(),
  assignedTo: z.string().nullable().optional(),
  fulfillmentStatus: z.string().optional(),
  tracking: z.object({ number: z.string(), carrier: z.string(), url: z.string().optional() }).optional(),
  supportThread: z.string().optional(),
});
const Envelope = z.object({ success: z.literal(true), message: z.string().optional(), updatedOrders: z.array(UpdatedOrder) });

export type ActionOutcome = { ok: true; message?: string; updatedOrders: z.infer<typeof UpdatedOrder>[] } | { ok: false; failure: SyncFailure };

/**
 * Sends one of the four actions to `/sync/orders`, once for its key, with the shop that the session is for. A refusal, and an
 * answer that does not fit the v1.2 envelope, come back as a failure with the status and the message of its body.
 */
export async function postOrdersSyncAction(sync: SyncClient, shop: string, action: OrdersAction, { idempotencyKey, body }: Submission): Promise<ActionOutcome> {
  const reply = await sync.post(`/sync/orders/${action}`, { ...body, shop_domain: shop }, idempotencyKey);
  if (reply.status >= 400) return { ok: false, failure: failureOf(reply.status, reply.body, "The request was refused.") };
  const envelope = Envelope.safeParse(reply.body);
  if (!envelope.success) return { ok: false, failure: failureOf(reply.status, reply.body, "The answer does not have the form that was agreed on.") };
  const { message, updatedOrders } = envelope.data;
  return { ok: true, ...(message ? { message } : {}), updatedOrders };
}
