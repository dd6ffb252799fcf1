import { z } from "zod";
import type { Ctx } from "#app/platform/ctx.ts";
import { DomainError } from "#app/platform/errors.ts";
import { defineDestination, type Destination, type Outgoing } from "#app/platform/outbox.ts";
import { adminApi } from "#app/platform/shopify/admin-api.ts";
import { fromGid, ShopifyId, toGid } from "#app/platform/shopify/ids.ts";
import { OrderReturns, ReturnableItems, ReturnCreate } from "#app/platform/shopify/operations.ts";
import { refuseUserErrors } from "#app/platform/shopify/user-errors.ts";

const ReturnRequest = z.object({ orderId: ShopifyId, returnId: z.string() });
type ReturnRequest = z.infer<typeof ReturnRequest>;

interface CreatedReturn {
  shopifyReturnId: string;
  name: string;
}

/** What leaves the app when a return is opened. */
export const returnDestinations: readonly Destination[] = [
  defineDestination({
    type: "shopify.return_create",
    payload: ReturnRequest,
    deliver: async (ctx, { payload }) => createReturn(ctx, payload),
    // Shopify has no idempotency key for returnCreate: a return that appeared since our first attempt is ours.
    findEffect: async (ctx, event) => findCreatedReturn(ctx, event),
    settle: async (tx, { payload }, { shopifyReturnId, name }) => {
      await tx.sql`update returns set shopify_return_id = ${BigInt(shopifyReturnId)}, name = ${name} where shop = ${tx.shop} and id = ${payload.returnId} and shopify_return_id is null`;
    },
  }),
];

async function createReturn(ctx: Ctx, { orderId, returnId }: ReturnRequest): Promise<CreatedReturn> {
  const api = await adminApi(ctx);
  const { data: shopify } = await api.run(ReturnableItems, { orderId: toGid("Order", orderId) });
  const wanted = await ctx.sql<{ line_item_id: bigint; quantity: number; reason: string | null }>`
    select line_item_id, quantity, reason from return_lines where shop = ${ctx.shop} and return_id = ${returnId}`;
  const returnable = shopify.returnableFulfillments.nodes.flatMap(({ returnableFulfillmentLineItems: items }) => items.nodes);
  const reason = shopify.returnReasonDefinitions.nodes.find(({ handle }) => handle === "unknown") ?? shopify.returnReasonDefinitions.nodes[0];

  const returnLineItems = wanted.flatMap(({ line_item_id, quantity, reason: why }) => {
    let left = quantity;
    return returnable.flatMap((item) => {
      const take = Math.min(left, item.quantity);
      if (item.fulfillmentLineItem.lineItem.id !== toGid("LineItem", line_item_id) || take === 0) return [];
      left -= take;
      return [{ fulfillmentLineItemId: item.fulfillmentLineItem.id, quantity: take, returnReasonDefinitionId: reason?.id, returnReasonNote: why ?? "" }];
    });
  });
  if (returnLineItems.length === 0) throw new DomainError("conflict", "NOTHING_RETURNABLE", { message: "Shopify knows of nothing in this order that can come back: it may not be fulfilled yet." });

  const { data } = await api.run(ReturnCreate, { returnInput: { orderId: toGid("Order", orderId), returnLineItems } });
  refuseUserErrors("returnCreate", data.returnCreate?.userErrors ?? []);
  const created = data.returnCreate?.return;
  if (!created) throw new Error("Shopify created no return and said no reason.");
  return { shopifyReturnId: String(fromGid("Return", created.id)), name: created.name };
}

async function findCreatedReturn(ctx: Ctx, { payload, firstAttemptAt }: Outgoing<ReturnRequest>): Promise<CreatedReturn | undefined> {
  const api = await adminApi(ctx);
  const { data } = await api.run(OrderReturns, { orderId: toGid("Order", payload.orderId) });
  const since = Math.floor(firstAttemptAt.getTime() / 1000) * 1000;
  const made = data.order?.returns.nodes.find(({ status, createdAt }) => status === "OPEN" && new Date(createdAt).getTime() >= since);
  return made && { shopifyReturnId: String(fromGid("Return", made.id)), name: made.name };
}
