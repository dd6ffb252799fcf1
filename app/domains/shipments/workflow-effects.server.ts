import { z } from "zod";
import type { Effect } from "#app/domains/order-workflow/index.server.ts";
import { refreshOrder } from "#app/domains/orders/index.server.ts";
import { DomainError } from "#app/platform/errors.ts";
import { requestFulfillment } from "./request-fulfillment.server.ts";
import { Tracking } from "./schema.ts";

/** What `params` of a transition may say about the fulfilment that comes with it. */
const Fulfillment = z.object({ tracking: Tracking.optional(), notifyCustomer: z.boolean().default(false) });

/** Has Shopify fulfil what is still open of the order; what is fulfilled already, or on its way there, is left alone. */
export const fulfillByTransition: Effect = async (tx, { order, told, params }) => {
  if (told || order.fulfillmentStatus === "fulfilled") return "skipped";
  const wish = Fulfillment.safeParse(params);
  if (!wish.success) throw new DomainError("invalid", "INVALID_PARAMS", { message: wish.error.issues.map(({ path, message }) => `params.${path.join(".")}: ${message}`).join("; ") });
  await requestFulfillment(tx, order, wish.data);
  await refreshOrder(tx, order.id);
};

/** Has Shopify mark the order's shipments as delivered. */
export const reportDelivery: Effect = (_tx, { order, told }) => (told ? "skipped" : [{ type: "shopify.delivery_report", orderId: order.id, payload: { orderId: order.id } }]);
