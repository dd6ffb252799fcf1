import { lockOrders, recordTimeline } from "#app/domains/orders/index.server.ts";
import { escalateOrders } from "#app/domains/support/index.server.ts";
import { type Ctx, inTransaction, type Tx } from "#app/platform/ctx.ts";
import { DomainError } from "#app/platform/errors.ts";
import { publish } from "#app/platform/outbox.ts";
import { fromGid, toGid } from "#app/platform/shopify/ids.ts";
import { isOpen, ownOrder, viewForCustomer } from "./customer-order.server.ts";
import type { AskFor, CustomerOrder } from "./schema.ts";

/**
 * Takes a customer's request about an order of theirs, once of each kind: to cancel goes to support, a return is requested in
 * Shopify, where staff and this app find it. Throws `not_found` for another's order, `conflict` when the workflow would not let
 * staff grant it.
 */
export async function askFor(ctx: Ctx, reference: string, { kind, note }: AskFor): Promise<CustomerOrder> {
  return inTransaction(ctx, async (tx) => {
    const { id } = await ownOrder(tx, reference);
    const [order] = await lockOrders(tx, [id]);
    if (!order) throw new DomainError("not_found", "ORDER_NOT_FOUND", { message: "You have no such order." });
    const before = await viewForCustomer(tx, order);
    if (before.steps.some((step) => step.kind === kind && step.asked)) return before;
    if (!(await isOpen(tx, order, kind))) throw new DomainError("conflict", "NOT_POSSIBLE", { message: "This is not possible for this order any more." });

    await tx.sql`
      insert into customer_requests (shop, order_id, kind, note, customer_id, requested_at, correlation_id)
      values (${tx.shop}, ${id}, ${kind}, ${note}, ${fromGid("Customer", tx.actor.id)}, ${tx.now}, ${tx.correlationId})`;
    await recordTimeline(tx, { orderId: id, ts: tx.now, event: `customer.asked_for_${kind}`, details: { note: note || null }, key: `customer:${kind}` });
    await passOn(tx, id, kind, note);
    return viewForCustomer(tx, order);
  });
}

async function passOn(tx: Tx, orderId: bigint, kind: AskFor["kind"], note: string): Promise<void> {
  if (kind === "return") {
    await publish(tx, { type: "shopify.return_request", orderId, payload: { orderId, note } });
    return;
  }
  const said = note ? `The customer asks to cancel: ${note}` : "The customer asks to cancel.";
  await escalateOrders(tx, { shop_domain: tx.shop, orderId: toGid("Order", orderId), conversationId: `customer-cancel:${orderId}`, note: said });
}
