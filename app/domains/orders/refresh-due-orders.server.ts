import { contextFor, inTransaction, systemActor, type SystemCtx } from "#app/platform/ctx.ts";
import { refreshOrder } from "./refresh-order.server.ts";

const batch = 500;

/** Looks again at orders about which time alone has changed something: a tracking number that is overdue, a silent carrier. */
export async function refreshDueOrders(ctx: SystemCtx): Promise<void> {
  const due = await ctx.sql<{ shop: string; id: bigint }>`select shop, id from orders where next_check_at <= ${ctx.now} order by next_check_at limit ${batch}`;
  for (const { shop, id } of due) {
    await inTransaction(contextFor(ctx.database, shop, systemActor("Clock"), ctx.correlationId, ctx.now), (tx) => refreshOrder(tx, id));
  }
  if (due.length === batch) await refreshDueOrders(ctx);
}
