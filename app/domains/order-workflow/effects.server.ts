import { z } from "zod";
import { commitForOrder, prepareReservation, putBackForOrder, releaseForOrder, reserveForOrder } from "#app/domains/inventory/index.server.ts";
import { transitionMails, webhookMessages } from "#app/domains/notifications/index.server.ts";
import { recordTimeline } from "#app/domains/orders/index.server.ts";
import { inSavepoint } from "#app/platform/ctx.ts";
import { DomainError } from "#app/platform/errors.ts";
import { toGid } from "#app/platform/shopify/ids.ts";
import type { Effect } from "./registry.ts";
import type { Transition } from "./transitions.ts";

/** Has Shopify take the money: what is authorized is captured, what is to be paid by hand is marked as paid. */
export const capturePayment: Effect = (_tx, { order, told }) => (told ? "skipped" : [{ type: "shopify.payment_capture", orderId: order.id, payload: { orderId: order.id } }]);

/** Has Shopify give back, the way it came, all that was paid and has not been given back yet. */
export const refundPayment: Effect = (_tx, { order, told, note }) => (told ? "skipped" : [{ type: "shopify.refund_create", orderId: order.id, payload: { orderId: order.id, note } }]);

/** What `params` may say about a cancellation. */
const Cancellation = z.object({
  reason: z.enum(["CUSTOMER", "DECLINED", "FRAUD", "INVENTORY", "OTHER", "STAFF"]).default("OTHER"),
  restock: z.boolean().default(true),
  refund: z.boolean().default(true),
  notifyCustomer: z.boolean().default(false),
});

/** Has Shopify cancel the order, which puts its goods back on the shelf and gives back what was paid. */
export const cancelOrder: Effect = (_tx, { order, told, note, params }) => {
  if (told) return "skipped";
  const cancellation = Cancellation.safeParse(params);
  if (!cancellation.success) throw new DomainError("invalid", "INVALID_PARAMS", { message: cancellation.error.issues.map(({ path, message }) => `params.${path.join(".")}: ${message}`).join("; ") });
  return [{ type: "shopify.order_cancel", orderId: order.id, payload: { orderId: order.id, note, ...cancellation.data } }];
};

/** Effects that only tell of the transition, and for which it is the same whether goods have been set aside yet. */
const telling: readonly string[] = ["send_email", "emit_webhook"];

/** Sets the order's goods aside: where it can, as the last thing, since other orders wait for the same goods. */
export const reserveInventory: Effect = async (tx, { shop, order, told, transition, alone }) => {
  if (!told && alone && !isBuiltOn(transition)) {
    const closing = await prepareReservation(tx, order, shop.settings);
    return closing && { closing };
  }
  if (!told) return reserveForOrder(tx, order, shop.settings);
  try {
    await inSavepoint(tx, (inner) => reserveForOrder(inner, order, shop.settings));
  } catch (error) {
    // What Shopify tells has happened, whether or not there is enough to set aside.
    if (!(error instanceof DomainError)) throw error;
    await recordTimeline(tx, { orderId: order.id, ts: tx.now, event: "inventory.short", details: { reason: error.message }, key: `inventory.short:${order.workflowVersion}` });
    return "skipped";
  }
};

/** Whether an effect that comes after it may have to do with what was set aside. */
function isBuiltOn({ effects }: Transition): boolean {
  return !effects.slice(effects.indexOf("reserve_inventory") + 1).every((key) => telling.includes(key));
}

/** Gives back what was set aside for the order. */
export const releaseInventory: Effect = async (tx, { order }) => {
  await releaseForOrder(tx, order.id);
};

/** Turns what was set aside into goods that have left. */
export const commitInventory: Effect = (tx, { order }) => commitForOrder(tx, order.id);

/** Counts what was to leave, and has not, as on the shelf again. */
export const putBackInventory: Effect = async (tx, { order }) => {
  await putBackForOrder(tx, order.id);
};

/** Writes to those whom the shop's settings name for this state. */
export const sendEmail: Effect = (_tx, { shop, order, transition, note, news }) => {
  const mails = news ? transitionMails(shop.settings, { orderId: order.id, toState: transition.to, note }) : [];
  return mails.length > 0 ? mails : "skipped";
};

/** Tells the shop's own endpoints of the transition. */
export const emitWebhook: Effect = (tx, { shop, order, transition, version, note, news }) => {
  if (!news) return "skipped";
  const messages = webhookMessages(shop.endpoints, {
    at: tx.now,
    type: "order.transitioned",
    orderId: order.id,
    data: {
      order_id: toGid("Order", order.id),
      order_name: order.name,
      transition: transition.name,
      from_state: order.workflowState,
      to_state: transition.to,
      version,
      note,
      actor: tx.actor.id,
    },
  });
  return messages.length > 0 ? messages : "skipped";
};
