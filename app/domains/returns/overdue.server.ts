import { settleAlerts } from "#app/domains/alerts/index.server.ts";
import { lockOrders } from "#app/domains/orders/index.server.ts";
import { getLimits, limitBegan, limitEnds, type LimitName, type ShopLimits } from "#app/domains/shops/index.server.ts";
import { type Ctx, inTransaction, shopContext, systemActor, type SystemCtx, type Tx } from "#app/platform/ctx.ts";
import { eachAlone } from "#app/platform/each-alone.ts";
import { json, type Part, part } from "#app/platform/sql.ts";
import { ReturnState } from "./schema.ts";

interface Budget {
  limit: LimitName;
  waitsFor: string;
}

/** How long a return may be in a state, and what it waits for there; nothing for one that has ended. */
const budgets: Partial<Record<ReturnState, Budget>> = {
  requested: { limit: "returnLabelHours", waitsFor: "an answer" },
  awaiting_label: { limit: "returnLabelHours", waitsFor: "its label" },
  label_generated: { limit: "returnTransitHours", waitsFor: "the goods" },
  in_transit: { limit: "returnTransitHours", waitsFor: "the goods" },
  inspection: { limit: "returnInspectionHours", waitsFor: "inspection" },
  awaiting_refund: { limit: "returnRefundHours", waitsFor: "its refund" },
};

/** When a return that is in its state since then is overdue; null for one that has ended. */
export function dueAt({ state, since }: { state: ReturnState; since: Date }, limits: ShopLimits): Date | null {
  const budget = budgets[state];
  return budget ? limitEnds(limits, budget.limit, since) : null;
}

/** Whether the return of the row `r` has been in its state for as long as the shop allows. */
export function isOverdue(limits: ShopLimits, now: Date): Part {
  const began = ReturnState.options.flatMap((state) => {
    const budget = budgets[state];
    return budget ? [[state, limitBegan(limits, budget.limit, now)?.toISOString()]] : [];
  });
  return part`(r.closed_at is null and r.state_since <= (${json(Object.fromEntries(began))}::jsonb ->> r.state)::timestamptz)`;
}

/** Opens the order's `return_overdue` alert when one of its returns has waited too long, and closes it when none does. */
export async function settleOverdue(tx: Tx, orderId: bigint): Promise<void> {
  const rows = await tx.sql<{ order_name: string; name: string | null; state: ReturnState; state_since: Date }>`
    select o.name as order_name, r.name, r.state, r.state_since from orders o join returns r on r.shop = o.shop and r.order_id = o.id and r.closed_at is null
    where o.shop = ${tx.shop} and o.id = ${orderId} order by r.state_since`;
  const limits = await getLimits(tx);
  const overdue = rows.flatMap((row) => {
    const budget = budgets[row.state];
    const due = dueAt({ state: row.state, since: row.state_since }, limits);
    return budget && due && due <= tx.now ? [{ ...row, waitsFor: budget.waitsFor, allowed: `${limits[budget.limit]} ${limits.business?.limits.includes(budget.limit) ? "business hours" : "h"}` }] : [];
  });
  const [first] = overdue;
  const title = first && `${first.name ?? `Return of ${first.order_name}`}: waits for ${first.waitsFor} for more than ${first.allowed}`;
  await settleAlerts(tx, orderId, { return_overdue: title ? { severity: "warning", title } : undefined });
}

interface Due {
  order_id: bigint;
}

const batch = 500;

/** Looks at the returns of all shops whose time has run out, and at the alerts of those whose limit has grown. */
export async function watchReturns(system: SystemCtx): Promise<void> {
  const shops = await system.sql<{ shop: string }>`
    select shop from returns where closed_at is null group by shop union select shop from alerts where kind = 'return_overdue' and closed_at is null group by shop`;
  await eachAlone(shops, async ({ shop }) => watchReturnsOf(shopContext(system, shop, systemActor("Clock"))));
}

async function watchReturnsOf(ctx: Ctx): Promise<void> {
  const limits = await getLimits(ctx);
  const due = await ctx.sql<Due>`
    with overdue as (
      select distinct r.order_id from returns r join orders o on o.shop = r.shop and o.id = r.order_id where r.shop = ${ctx.shop} and ${isOverdue(limits, ctx.now)}),
    alerted as (select a.order_id from alerts a where a.shop = ${ctx.shop} and a.kind = 'return_overdue' and a.closed_at is null and a.order_id is not null)
    (select order_id from overdue except select order_id from alerted) union (select order_id from alerted except select order_id from overdue) limit ${batch}`;
  await eachAlone(due, async ({ order_id: orderId }) =>
    inTransaction(ctx, async (tx) => {
      await lockOrders(tx, [orderId]);
      await settleOverdue(tx, orderId);
    }),
  );
}
