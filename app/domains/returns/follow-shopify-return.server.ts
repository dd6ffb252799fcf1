import { v7 as uuid } from "uuid";
import { lockOrders, type RefundSnapshot, refreshOrder } from "#app/domains/orders/index.server.ts";
import type { Tx } from "#app/platform/ctx.ts";
import { moveReturn, type ReturnRow } from "./advance-return.server.ts";
import type { ReturnState } from "./schema.ts";

/** A return as a `returns/*` webhook tells it. */
export interface ToldReturn {
  orderId: bigint;
  shopifyReturnId: bigint;
  name: string | null;
  /** Shopify's word: requested, open, declined, closed, canceled. */
  status: string;
  note: string | null;
  lines: { lineItemId: bigint; quantity: number }[];
}

/** Where each of Shopify's states may take a return of ours, from which states; any other is an echo or old news. */
const led: Record<string, { to: ReturnState; from: readonly ReturnState[] }> = {
  open: { to: "awaiting_label", from: ["requested"] },
  declined: { to: "denied", from: ["requested"] },
  canceled: { to: "cancelled", from: ["requested", "awaiting_label", "label_generated", "in_transit"] },
  closed: { to: "completed", from: ["requested", "awaiting_label", "label_generated", "in_transit", "inspection", "awaiting_refund"] },
};

/** Keeps the app's return in step with Shopify's: a request appears here, and what Shopify decides moves it. */
export async function followShopifyReturn(tx: Tx, told: ToldReturn): Promise<void> {
  await lockOrders(tx, [told.orderId]);
  const current = await findByShopifyId(tx, told);
  if (!current) await adoptReturn(tx, told);
  else {
    const step = led[told.status];
    if (step?.from.includes(current.state)) await moveReturn(tx, told.orderId, current, { action: `shopify.${told.status}`, to: step.to, note: told.note ?? undefined });
  }
  await refreshOrder(tx, told.orderId);
}

/** The return that Shopify means; one that was opened here and whose id is not known yet becomes that one. */
async function findByShopifyId(tx: Tx, { orderId, shopifyReturnId, name, status }: ToldReturn): Promise<ReturnRow | undefined> {
  const [known] = await tx.sql<ReturnRow>`
    select id, state, version, shopify_return_id from returns where shop = ${tx.shop} and shopify_return_id = ${shopifyReturnId} for update`;
  if (known || status === "requested") return known;
  const [ours] = await tx.sql<ReturnRow>`
    update returns set shopify_return_id = ${shopifyReturnId}, name = coalesce(${name}, name)
    where shop = ${tx.shop} and order_id = ${orderId} and shopify_return_id is null and state not in ('completed', 'denied', 'cancelled')
    returning id, state, version, shopify_return_id`;
  return ours;
}

async function adoptReturn(tx: Tx, told: ToldReturn): Promise<void> {
  const state: ReturnState = told.status === "requested" ? "requested" : (led[told.status]?.to ?? "awaiting_label");
  const final = ["completed", "denied", "cancelled"].includes(state);
  const id = uuid();
  const [row] = await tx.sql<{ id: string }>`
    insert into returns (shop, id, order_id, shopify_return_id, name, state, note, created_at, updated_at, closed_at)
    values (${tx.shop}, ${id}, ${told.orderId}, ${told.shopifyReturnId}, ${told.name}, ${state}, ${told.note}, ${tx.now}, ${tx.now}, ${final ? tx.now : null})
    on conflict do nothing returning id`;
  if (!row) return; // another return of the order is open: this one is told again by the sweep once that is closed
  await tx.sql`
    insert into return_history (shop, return_id, version, action, to_state, actor_id, actor_label, note, details, created_at)
    values (${tx.shop}, ${id}, 1, ${`shopify.${told.status}`}, ${state}, ${tx.actor.id}, ${tx.actor.label}, ${told.note}, '{}', ${tx.now})`;
  for (const { lineItemId, quantity } of told.lines) {
    await tx.sql`insert into return_lines (shop, return_id, line_item_id, quantity) values (${tx.shop}, ${id}, ${lineItemId}, ${quantity}) on conflict do nothing`;
  }
}

/** A refund that Shopify made completes the return that waits for it. */
export async function applyShopifyRefund(tx: Tx, refund: RefundSnapshot): Promise<void> {
  await lockOrders(tx, [refund.orderId]);
  const [waiting] = await tx.sql<ReturnRow>`
    select id, state, version, shopify_return_id from returns
    where shop = ${tx.shop} and order_id = ${refund.orderId} and state = 'awaiting_refund' and (${refund.shopifyReturnId}::bigint is null or shopify_return_id = ${refund.shopifyReturnId}) for update`;
  if (!waiting) return;
  await moveReturn(tx, refund.orderId, waiting, { action: "shopify.refund", to: "completed" });
  await refreshOrder(tx, refund.orderId);
}
