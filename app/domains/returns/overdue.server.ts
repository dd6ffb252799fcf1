import { settleAlerts } from "#app/domains/alerts/index.server.ts";
import { lockOrders } from "#app/domains/orders/index.server.ts";
import { getSettings, type ShopSettings } from "#app/domains/shops/index.server.ts";
import { contextFor, inTransaction, systemActor, type SystemCtx, type Tx } from "#app/platform/ctx.ts";
import { type Part, part } from "#app/platform/sql.ts";
import type { ReturnState } from "./schema.ts";

const hour = 3_600_000;

/** How long a return may be in a state, and what it waits for there. */
export function limitOf(state: ReturnState, settings: ShopSettings): { hours: number; waitsFor: string } | undefined {
  switch (state) {
    case "requested":
    case "awaiting_label":
      return { hours: settings.returnLabelHours, waitsFor: state === "requested" ? "an answer" : "its label" };
    case "label_generated":
    case "in_transit":
      return { hours: settings.returnTransitHours, waitsFor: "the goods" };
    case "inspection":
      return { hours: settings.returnInspectionHours, waitsFor: "inspection" };
    case "awaiting_refund":
      return { hours: settings.returnRefundHours, waitsFor: "its refund" };
    case "completed":
    case "denied":
    case "cancelled":
      return undefined;
  }
}

/** When a return that is in its state since then is overdue; undefined for one that has ended. */
export function dueAt({ state, since }: { state: ReturnState; since: Date }, settings: ShopSettings): Date | undefined {
  const limit = limitOf(state, settings);
  return limit && new Date(since.getTime() + limit.hours * hour);
}

/** Whether the return of the row `r` has been in its state for longer than the shop allows. */
export function isOverdue(settings: ShopSettings, now: Date): Part {
  return part`(r.closed_at is null and r.state_since < ${now}::timestamptz - make_interval(secs => 3600 * case r.state
    when 'requested' then ${settings.returnLabelHours}::float8 when 'awaiting_label' then ${settings.returnLabelHours}::float8
    when 'inspection' then ${settings.returnInspectionHours}::float8 when 'awaiting_refund' then ${settings.returnRefundHours}::float8
    else ${settings.returnTransitHours}::float8 end))`;
}

/** Opens the order's `return_overdue` alert when one of its returns has waited too long, and closes it when none does. */
export async function settleOverdue(tx: Tx, orderId: bigint): Promise<void> {
  const rows = await tx.sql<{ order_name: string; name: string | null; state: ReturnState; state_since: Date }>`
    select o.name as order_name, r.name, r.state, r.state_since from orders o join returns r on r.shop = o.shop and r.order_id = o.id and r.closed_at is null
    where o.shop = ${tx.shop} and o.id = ${orderId} order by r.state_since`;
  const settings = await getSettings(tx);
  const overdue = rows.flatMap((row) => {
    const limit = limitOf(row.state, settings);
    const due = dueAt({ state: row.state, since: row.state_since }, settings);
    return limit && due && due < tx.now ? [{ ...row, ...limit }] : [];
  });
  const [first] = overdue;
  const title = first && `${first.name ?? `Return of ${first.order_name}`}: waits for ${first.waitsFor} for more than ${first.hours} h`;
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
  for (const { shop } of shops) {
    const ctx = contextFor(system.database, shop, systemActor("Clock"), system.correlationId, system.now);
    const settings = await getSettings(ctx);
    const due = await ctx.sql<Due>`
      with overdue as (
        select distinct r.order_id from returns r join orders o on o.shop = r.shop and o.id = r.order_id where r.shop = ${shop} and ${isOverdue(settings, ctx.now)}),
      alerted as (select a.order_id from alerts a where a.shop = ${shop} and a.kind = 'return_overdue' and a.closed_at is null and a.order_id is not null)
      (select order_id from overdue except select order_id from alerted) union (select order_id from alerted except select order_id from overdue) limit ${batch}`;
    for (const { order_id: orderId } of due) {
      await inTransaction(ctx, async (tx) => {
        await lockOrders(tx, [orderId]);
        await settleOverdue(tx, orderId);
      });
    }
  }
}
