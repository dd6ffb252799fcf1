import { prepareReservation, reserveForOrder } from "#app/domains/inventory/index.server.ts";
import { lockOrders } from "#app/domains/orders/index.server.ts";
import type { OrderSnapshot } from "#app/domains/orders/snapshot.ts";
import { getSettings } from "#app/domains/shops/index.server.ts";
import { type Ctx, inSteadyTransaction } from "#app/platform/ctx.ts";
import { newId } from "#test/setup/context.ts";
import { buildOrder, lineItem } from "./orders.ts";

export interface BuiltVariant {
  id: bigint;
  productId: bigint;
  inventoryItemId: bigint;
  sku: string;
}

export interface VariantOptions {
  stock?: number;
  tracked?: boolean;
  policy?: "deny" | "continue";
  /** False for one whose stock Shopify has not been asked for yet. */
  known?: boolean;
}

/** A variant in the mirror, with stock that Shopify was asked for. */
export async function buildVariant(ctx: Ctx, { stock = 10, tracked = true, policy = "deny", known = true }: VariantOptions = {}): Promise<BuiltVariant> {
  const id = newId();
  const variant = { id, productId: newId(), inventoryItemId: newId(), sku: `KET-${id}` };
  await ctx.sql`
    insert into product_variants (shop, id, product_id, inventory_item_id, product_title, title, sku, tracked, policy, stock, read_at)
    values (${ctx.shop}, ${id}, ${variant.productId}, ${variant.inventoryItemId}, 'Kettle', 'Blue', ${variant.sku}, ${tracked}, ${policy}, ${stock}, ${known ? ctx.now : null})`;
  return variant;
}

/** An order of so many of each variant. */
export function buildOrderOf(ctx: Ctx, wanted: readonly (readonly [variant: { id: bigint; sku?: string }, quantity: number])[], overrides: Partial<OrderSnapshot> = {}): Promise<OrderSnapshot> {
  const lineItems = wanted.map(([{ id, sku }, quantity]) => lineItem({ variantId: id, ...(sku && { sku }), quantity, currentQuantity: quantity, fulfillableQuantity: quantity }));
  return buildOrder(ctx, { lineItems, ...overrides });
}

/** Holds what an order needs, as the effect of a transition does that is about more than one order. */
export function reserve(ctx: Ctx, orderId: bigint): Promise<void> {
  return inSteadyTransaction(ctx, async (tx) => {
    for (const order of await lockOrders(tx, [orderId])) await reserveForOrder(tx, order, await getSettings(tx));
  });
}

/** The same as that of one order alone does: as the last statement of its transaction. */
export function reserveLast(ctx: Ctx, orderId: bigint): Promise<void> {
  return inSteadyTransaction(ctx, async (tx) => {
    for (const order of await lockOrders(tx, [orderId])) await (await prepareReservation(tx, order, await getSettings(tx)))?.(tx.last);
  });
}

export async function stockOf(ctx: Ctx, { id }: { id: bigint }) {
  const [row] = await ctx.sql<{ stock: number; reserved: number; oversold: number }>`
    select stock, reserved_stock as reserved, oversold from product_variants where shop = ${ctx.shop} and id = ${id}`;
  return row;
}

export async function reservationsOf(ctx: Ctx, orderId: bigint) {
  return ctx.sql<{ variant_id: bigint; quantity: number; status: string }>`
    select variant_id, quantity, status from reservations where shop = ${ctx.shop} and order_id = ${orderId} order by created_at, variant_id`;
}
