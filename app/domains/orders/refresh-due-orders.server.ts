import { inTransaction, shopContext, systemActor, type SystemCtx } from "#app/platform/ctx.ts";
import { recheckChangedLimits } from "./recheck-limits.server.ts";
import { refreshOrder } from "./refresh-order.server.ts";

const batch = 500;
const lanes = 4;
/** An order that cannot be refreshed is tried again after so long; the others do not wait for it. */
const postponedMinutes = 5;

interface DueOrder {
  shop: string;
  id: bigint;
}

/**
 * Looks again at orders about which time alone has changed something: a tracking number that is overdue, a silent carrier; and
 * at those of shops whose limits were changed. Throws at the end what went wrong with single orders.
 */
export async function refreshDueOrders(ctx: SystemCtx): Promise<void> {
  await recheckChangedLimits(ctx);
  const failures: unknown[] = [];
  let due: DueOrder[];
  do {
    due = await ctx.sql<DueOrder>`select shop, id from orders where next_check_at <= ${ctx.now} order by next_check_at limit ${batch}`;
    const queue = due.values();
    await Promise.all(
      Array.from({ length: lanes }, async () => {
        for (const order of queue) await refreshDue(ctx, order).catch(async (error: unknown) => failures.push(await postpone(ctx, order, error)));
      }),
    );
  } while (due.length === batch);
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} orders could not be refreshed`);
}

function refreshDue(ctx: SystemCtx, { shop, id }: DueOrder): Promise<void> {
  return inTransaction(shopContext(ctx, shop, systemActor("Clock")), (tx) => refreshOrder(tx, id));
}

async function postpone(ctx: SystemCtx, { shop, id }: DueOrder, error: unknown): Promise<unknown> {
  await ctx.sql`update orders set next_check_at = ${ctx.now}::timestamptz + make_interval(mins => ${postponedMinutes}) where shop = ${shop} and id = ${id}`;
  return error;
}
