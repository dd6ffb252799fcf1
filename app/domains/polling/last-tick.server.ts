import type { Ctx } from "#app/platform/ctx.ts";

/**
 * When the poller last had looked at the whole shop; null when it never has. For a caller of all shops: when it last had
 * looked at any of them.
 */
export async function lastPollerTick(ctx: Ctx): Promise<Date | null> {
  const sql = ctx.shop === "*" ? ctx.database.system : ctx.sql;
  const [row] = await sql<{ last: Date | null }>`select max(last_tick_at) as last from poller_states where ${ctx.shop} in ('*', shop)`;
  return row?.last ?? null;
}
