import type { OrderSnapshot } from "#app/domains/orders/snapshot.ts";
import { lockOrders, type LockedOrder } from "#app/domains/orders/index.server.ts";
import { type Ctx, inTransaction, type Tx } from "#app/platform/ctx.ts";
import { buildOrder } from "./orders.ts";

/** An order that is to be paid at the door, as a webhook would have put it there. */
export function buildCodOrder(ctx: Ctx, overrides: Partial<OrderSnapshot> = {}): Promise<OrderSnapshot> {
  return buildOrder(ctx, { financialStatus: "pending", gateways: ["Cash on Delivery (COD)"], total: "499.00", totalOutstanding: "499.00", ...overrides });
}

/** Runs something on an order whose row is locked. */
export function onOrder<T>(ctx: Ctx, orderId: bigint, run: (tx: Tx, order: LockedOrder) => Promise<T>): Promise<T> {
  return inTransaction(ctx, async (tx) => {
    const [order] = await lockOrders(tx, [orderId]);
    if (!order) throw new Error(`There is no order ${orderId}.`);
    return run(tx, order);
  });
}

export interface CodBooks {
  account: { expected: string; captured: string; refunded: string } | undefined;
  entries: { kind: string; amount: string; actor_id: string }[];
}

/** An order's account and the movements that led to it. */
export async function codBooks(ctx: Ctx, orderId: bigint): Promise<CodBooks> {
  const [account] = await ctx.sql<NonNullable<CodBooks["account"]>>`
    select round(expected, 2)::text as expected, round(captured, 2)::text as captured, round(refunded, 2)::text as refunded from cod_accounts where shop = ${ctx.shop} and order_id = ${orderId}`;
  const entries = await ctx.sql<CodBooks["entries"][number]>`select kind, round(amount, 2)::text as amount, actor_id from cod_entries where shop = ${ctx.shop} and order_id = ${orderId} order by at, id`;
  return { account, entries };
}
