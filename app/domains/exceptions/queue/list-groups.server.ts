import type { Ctx } from "#app/platform/ctx.ts";
import { isForAllShops } from "../find-exception.server.ts";
import type { ExceptionGroup } from "../schema.ts";

const mostGroups = 200;
const mostIds = 500;

/** The open exceptions, folded by what they have in common: reason, type, source and what went wrong. The largest group first. */
export async function listGroups(ctx: Ctx): Promise<{ groups: ExceptionGroup[] }> {
  const sql = isForAllShops(ctx) ? ctx.database.system : ctx.sql;
  const rows = await sql<Omit<ExceptionGroup, "oldest_at"> & { oldest_at: Date }>`
    select x.shop as tenant, x.reason_code, x.event_type, e.source, x.summary, count(*)::int as count, min(x.opened_at) as oldest_at, (array_agg(x.id::text order by x.opened_at))[1:${mostIds}] as exception_ids
    from exceptions x join events_processed e on e.shop = x.shop and e.idempotency_key = x.idempotency_key
    where (${isForAllShops(ctx)} or x.shop = ${ctx.shop}) and x.status = 'open'
    group by x.shop, x.reason_code, x.event_type, e.source, x.summary, x.reason_details->'issues'->0->>'path'
    order by count(*) desc, min(x.opened_at) limit ${mostGroups}`;
  return { groups: rows.map((row) => ({ ...row, oldest_at: row.oldest_at.toISOString() })) };
}
