import { type Ctx, inTransaction, type Tx } from "#app/platform/ctx.ts";
import { DomainError } from "#app/platform/errors.ts";
import { defineDestination, type Destination } from "#app/platform/outbox.ts";
import { adminApi } from "#app/platform/shopify/admin-api.ts";
import { idOf, toGid } from "#app/platform/shopify/ids.ts";
import { ReturnableItems, type ReturnableItemsQuery, ReturnCreate } from "#app/platform/shopify/operations.ts";
import { refuseUserErrors } from "#app/platform/shopify/user-errors.ts";
import { afterStep } from "../after-step.server.ts";
import { lockReturn } from "../find-return.server.ts";
import { followStatus, sameUnits, type ToldLine } from "../follow-shopify-return.server.ts";
import { requestReading } from "../request-reading.server.ts";
import type { ReturnState } from "../schema.ts";
import { clockSkewMs, goOn, lockCalled, ReturnCallPayload } from "./return-call.server.ts";

interface Created {
  shopifyReturnId: string;
  name: string | null;
}

/**
 * Makes a return that was opened here in Shopify too. Shopify has no idempotency key for returnCreate: the time of the first try
 * is on the return's row, and every try after it first looks whether Shopify has a return of the same units since then.
 */
export const returnCreation: Destination = defineDestination({
  type: "shopify.return_create",
  payload: ReturnCallPayload,
  deliver: async (ctx, { payload }) => createReturn(ctx, payload),
  settle: settleCreated,
  fail: (tx, { payload }) => goOn(tx, payload),
});

interface Wanted {
  state: ReturnState;
  createSentAt: Date | null;
  shopifyReturnId: bigint | null;
  lines: (ToldLine & { reason: string | null })[];
}

async function createReturn(ctx: Ctx, payload: ReturnCallPayload): Promise<Created | null> {
  const wanted = await wantedReturn(ctx, payload.returnId);
  if (wanted.shopifyReturnId !== null) return { shopifyReturnId: wanted.shopifyReturnId.toString(), name: null };
  // Ended before Shopify ever heard of it: there is nothing to tell.
  if (!wanted.createSentAt && (wanted.state === "cancelled" || wanted.state === "denied")) return null;

  const api = await adminApi(ctx);
  const orderId = toGid("Order", payload.orderId);
  const { data: shopify } = await api.run(ReturnableItems, { orderId });
  if (!shopify.order) throw new DomainError("not_found", "ORDER_NOT_IN_SHOPIFY", { message: "Shopify does not have this order." });
  const earlier = wanted.createSentAt && (await findCreated(ctx, shopify, wanted, wanted.createSentAt));
  if (earlier) return earlier;

  const returnLineItems = linesFor(shopify, wanted);
  await ctx.sql`update returns set create_sent_at = coalesce(create_sent_at, ${ctx.now}) where shop = ${ctx.shop} and id = ${payload.returnId}`;
  const { data } = await api.run(ReturnCreate, { returnInput: { orderId, returnLineItems } });
  refuseUserErrors("returnCreate", data.returnCreate?.userErrors ?? []);
  const created = data.returnCreate?.return;
  if (!created) throw new Error("Shopify created no return and said no reason.");
  return { shopifyReturnId: String(idOf("Return", created.id)), name: created.name };
}

function wantedReturn(ctx: Ctx, returnId: string): Promise<Wanted> {
  return inTransaction(ctx, async (tx) => {
    const [row] = await tx.sql<Omit<Wanted, "lines">>`
      select state, create_sent_at as "createSentAt", shopify_return_id as "shopifyReturnId" from returns where shop = ${tx.shop} and id = ${returnId}`;
    if (!row) throw new DomainError("not_found", "RETURN_NOT_FOUND", { message: "The return is not known any more." });
    const lines = await tx.sql<Wanted["lines"][number]>`
      select line_item_id as "lineItemId", quantity, reason from return_lines where shop = ${tx.shop} and return_id = ${returnId} order by line_item_id`;
    return { ...row, lines };
  });
}

async function findCreated(ctx: Ctx, { order }: ReturnableItemsQuery, { lines }: Wanted, sentAt: Date): Promise<Created | undefined> {
  const linked = await ctx.sql<{ id: bigint }>`select shopify_return_id as id from returns where shop = ${ctx.shop} and shopify_return_id is not null`;
  const known = new Set(linked.map(({ id }) => toGid("Return", id)));
  const made = order?.returns.nodes.find((each) => {
    const units = each.returnLineItems.nodes.flatMap((line) => ("fulfillmentLineItem" in line ? [{ lineItemId: idOf("LineItem", line.fulfillmentLineItem.lineItem.id), quantity: line.quantity }] : []));
    return !known.has(each.id) && each.status !== "REQUESTED" && new Date(each.createdAt).getTime() >= sentAt.getTime() - clockSkewMs && sameUnits(lines, units);
  });
  return made && { shopifyReturnId: String(idOf("Return", made.id)), name: made.name };
}

/** The units in Shopify's terms, shipment by shipment; throws when Shopify does not let all of them come back. */
function linesFor(shopify: ReturnableItemsQuery, { lines }: Wanted) {
  const returnable = shopify.returnableFulfillments.nodes.flatMap(({ returnableFulfillmentLineItems: items }) => items.nodes);
  return lines.flatMap(({ lineItemId, quantity, reason }) => {
    const id = toGid("LineItem", lineItemId);
    let left = quantity;
    const taken = returnable.flatMap((item) => {
      const take = Math.min(left, item.quantity);
      if (item.fulfillmentLineItem.lineItem.id !== id || take === 0) return [];
      left -= take;
      return [{ fulfillmentLineItemId: item.fulfillmentLineItem.id, quantity: take, ...reasonFor(shopify, reason) }];
    });
    if (left > 0) throw new DomainError("conflict", "NOTHING_RETURNABLE", { message: `Shopify lets ${quantity - left} of ${quantity} units of ${id} come back: they may not be fulfilled, or be in another return.` });
    return taken;
  });
}

/** Staff's words as one of Shopify's reasons when they are one, else as a note to "other"; "unknown" for none. */
function reasonFor({ returnReasonDefinitions: { nodes } }: ReturnableItemsQuery, reason: string | null) {
  const words = (text: string) => text.toLowerCase().replaceAll(/[^a-z]+/g, "-");
  const named = nodes.find(({ handle, name }) => reason && [handle, words(name)].includes(words(reason)));
  const fallback = nodes.find(({ handle }) => handle === (reason ? "other-reason" : "unknown")) ?? nodes[0];
  return { returnReasonDefinitionId: (named ?? fallback)?.id, returnReasonNote: named ? "" : (reason ?? "").slice(0, 255) };
}

async function settleCreated(tx: Tx, { payload }: { payload: ReturnCallPayload }, created: Created | null): Promise<void> {
  const current = await lockCalled(tx, payload);
  if (!created) {
    await tx.sql`update returns set mirror = 'local' where shop = ${tx.shop} and id = ${current.id} and mirror = 'wanted'`;
    return;
  }
  const shopifyReturnId = BigInt(created.shopifyReturnId);
  await tx.sql`update returns set shopify_return_id = ${shopifyReturnId}, name = coalesce(${created.name}, name), mirror = 'linked' where shop = ${tx.shop} and id = ${current.id} and shopify_return_id is null`;
  await requestReading(tx, { orderId: payload.orderId, shopifyReturnId });
  const linked = await lockReturn(tx, current.id);
  if (!linked) return;
  // A webhook may have told more by now than that it is open.
  await afterStep(tx, linked.shopifyStatus ? linked : await followStatus(tx, linked, { status: "open", at: tx.now }));
}
