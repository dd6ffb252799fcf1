import { moveOrder } from "#app/domains/order-workflow/index.server.ts";
import { lockOrders, refreshOrder } from "#app/domains/orders/index.server.ts";
import type { Tx } from "#app/platform/ctx.ts";
import type { ReturnRow } from "./find-return.server.ts";
import { settleOverdue } from "./overdue.server.ts";
import { publishOwed } from "./owed-calls.server.ts";

/**
 * What follows from every change of a return, in its transaction: the call that Shopify is owed, the order's derived columns
 * and alert, and, when the last of its returns is complete, the order's own state. An event that is decided anew
 * (`settlesLater`) leaves that state to whoever decides.
 */
export async function afterStep(tx: Tx, { id, orderId, state }: Pick<ReturnRow, "id" | "orderId" | "state">, { settlesLater = false }: { settlesLater?: boolean } = {}): Promise<void> {
  await publishOwed(tx, id);
  await refreshOrder(tx, orderId);
  await settleOverdue(tx, orderId);
  if (state !== "completed" || settlesLater) return;
  const open = await tx.sql`select id from returns where shop = ${tx.shop} and order_id = ${orderId} and closed_at is null limit 1`;
  const [order] = await lockOrders(tx, [orderId]);
  if (order && open.length === 0) await moveOrder(tx, order, "returned", { done: ["open_return"] });
}
