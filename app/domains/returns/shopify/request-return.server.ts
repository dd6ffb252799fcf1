import { z } from "zod";
import { defineDestination, type Destination } from "#app/platform/outbox.ts";
import { DomainError } from "#app/platform/errors.ts";
import { adminApi } from "#app/platform/shopify/admin-api.ts";
import { ShopifyId, toGid } from "#app/platform/shopify/ids.ts";
import { ReturnableItems, ReturnRequest } from "#app/platform/shopify/operations.ts";
import { refuseUserErrors } from "#app/platform/shopify/user-errors.ts";
import { clockSkewMs } from "./return-call.server.ts";

/**
 * Requests a return of all that can come back, as the customer asked. Shopify's webhook then brings it here, to wait for a
 * decision. Shopify has no idempotency key for it: before a repeated attempt it is asked for a request made since the first.
 */
export const returnRequests: Destination = defineDestination({
  type: "shopify.return_request",
  payload: z.object({ orderId: ShopifyId, note: z.string() }),
  findEffect: async (ctx, { payload: { orderId }, firstAttemptAt }) => {
    const { data } = await (await adminApi(ctx)).run(ReturnableItems, { orderId: toGid("Order", orderId) });
    const made = data.order?.returns.nodes.find(({ status, createdAt }) => status === "REQUESTED" && new Date(createdAt).getTime() >= firstAttemptAt.getTime() - clockSkewMs);
    return made?.id;
  },
  deliver: async (ctx, { payload: { orderId: id, note } }) => {
    const api = await adminApi(ctx);
    const orderId = toGid("Order", id);
    const { data: shopify } = await api.run(ReturnableItems, { orderId });
    const reason = shopify.returnReasonDefinitions.nodes.find(({ handle }) => handle === "unknown") ?? shopify.returnReasonDefinitions.nodes[0];
    const returnLineItems = shopify.returnableFulfillments.nodes.flatMap(({ returnableFulfillmentLineItems: items }) =>
      items.nodes.map(({ quantity, fulfillmentLineItem }) => ({ fulfillmentLineItemId: fulfillmentLineItem.id, quantity, returnReasonDefinitionId: reason?.id, customerNote: note.slice(0, 300) })),
    );
    if (returnLineItems.length === 0) throw new DomainError("conflict", "NOTHING_RETURNABLE", { message: "Shopify lets nothing of this order come back." });
    const { data } = await api.run(ReturnRequest, { input: { orderId, returnLineItems } });
    refuseUserErrors("returnRequest", data.returnRequest?.userErrors ?? []);
    const made = data.returnRequest?.return;
    if (!made) throw new Error("Shopify requested no return and said no reason.");
    return made.id;
  },
});
