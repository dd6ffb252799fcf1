import { v7 as uuid } from "uuid";
import type { ReturnState } from "#app/domains/returns/schema.ts";
import { type Ctx, inTransaction } from "#app/platform/ctx.ts";
import { applyOrderSnapshot, refreshOrder } from "#app/domains/orders/index.server.ts";
import { orderSnapshot, lineItem } from "./orders.ts";

export interface BuiltReturn {
  id: string;
  orderId: bigint;
  lineItemId: bigint;
}

export interface ReturnOverrides {
  state?: ReturnState;
  mirror?: "wanted" | "linked" | "local" | "missing";
  shopifyReturnId?: bigint | null;
  /** Units of the order's one line, of which each costs 499.00, that come back. */
  quantity?: number;
  financialStatus?: string;
  total?: string;
  totalOutstanding?: string;
  gateways?: string[];
  stateSince?: Date;
}

/** A paid order that was sent, and a return of it in a state. Kept here alone unless something else is said. */
export async function buildReturn(ctx: Ctx, overrides: ReturnOverrides = {}): Promise<BuiltReturn> {
  const { state = "awaiting_label", mirror = "local", shopifyReturnId = null, quantity = 1, financialStatus = "paid", total, totalOutstanding, gateways, stateSince = ctx.now } = overrides;
  const line = lineItem({ quantity, currentQuantity: quantity });
  const order = orderSnapshot({ lineItems: [line], total: total ?? `${499 * quantity}.00`, totalOutstanding: totalOutstanding ?? "0.00", financialStatus, fulfillmentStatus: "fulfilled", ...(gateways ? { gateways } : {}) });
  const id = uuid();
  await inTransaction(ctx, async (tx) => {
    await applyOrderSnapshot(tx, order, "");
    await tx.sql`update orders set workflow_state = 'fulfilled' where shop = ${tx.shop} and id = ${order.id}`;
    const final = state === "completed" || state === "denied" || state === "cancelled";
    await tx.sql`
      insert into returns (shop, id, order_id, state, state_since, mirror, shopify_return_id, shopify_status, read_at, created_at, updated_at, closed_at)
      values (${tx.shop}, ${id}, ${order.id}, ${state}, ${stateSince}, ${mirror}, ${shopifyReturnId}, ${mirror === "linked" ? (state === "requested" ? "requested" : "open") : null}, ${mirror === "linked" ? ctx.now : null}, ${ctx.now}, ${ctx.now}, ${final ? ctx.now : null})`;
    await tx.sql`insert into return_lines (shop, return_id, line_item_id, quantity) values (${tx.shop}, ${id}, ${line.id}, ${quantity})`;
    await tx.sql`
      insert into return_history (shop, return_id, version, action, to_state, actor_id, actor_label, details, created_at) values (${tx.shop}, ${id}, 1, 'open', ${state}, 'test', 'Test', '{}', ${ctx.now})`;
    await refreshOrder(tx, order.id);
  });
  return { id, orderId: order.id, lineItemId: line.id };
}

/** What a return is now, with its history and refunds. */
export async function returnOf(ctx: Ctx, id: string) {
  const [row] = await ctx.sql<{ state: ReturnState; version: number; mirror: string; shopify_status: string | null; name: string | null; closed: boolean; tracking_number: string | null; label_url: string | null }>`
    select state, version, mirror, shopify_status, name, closed_at is not null as closed, tracking_number, label_url from returns where shop = ${ctx.shop} and id = ${id}`;
  const history = await ctx.sql<{ action: string; from_state: string | null; to_state: string; note: string | null }>`
    select action, from_state, to_state, note from return_history where shop = ${ctx.shop} and return_id = ${id} order by version`;
  const refunds = await ctx.sql<{ source: string; status: string; amount: string }>`
    select source, status, amount::numeric(24, 2)::text as amount from return_refunds where shop = ${ctx.shop} and return_id = ${id} order by attempt`;
  return { ...row, history, refunds };
}

/** The types of the events that wait in the outbox. */
export async function outboxOf(ctx: Ctx): Promise<string[]> {
  const rows = await ctx.sql<{ type: string }>`select type from outbox_events where shop = ${ctx.shop} order by seq`;
  return rows.map(({ type }) => type);
}
