import { measureInventory } from "#app/domains/inventory/index.server.ts";
import type { SystemCtx } from "#app/platform/ctx.ts";
import { firstIdOf } from "#app/platform/first-id.ts";
import { json } from "#app/platform/sql.ts";

const keepDays = 14;

/** Keeps the figures of this minute for every shop, and forgets those of two weeks ago. Twice in a minute changes nothing. */
export async function sampleFigures(ctx: SystemCtx): Promise<void> {
  const drifted = (await measureInventory(ctx)).map(({ shop, drifted: drift }) => ({ shop, drift }));
  const quarter = new Date(ctx.now.getTime() - 15 * 60_000);
  await ctx.sql`
    insert into ops_samples (shop, at, figures)
    select s.shop, date_trunc('minute', ${ctx.now}::timestamptz), jsonb_build_object(
      'backlog', (select count(*) from outbox_events o where o.shop = s.shop and o.status = 'PENDING'),
      'failed', (select count(*) from outbox_events o where o.shop = s.shop and o.status = 'FAILED'),
      'drift', coalesce((select d.drift from jsonb_to_recordset(${json(drifted)}::jsonb) as d(shop text, drift int) where d.shop = s.shop), 0),
      'conflicts', (select count(*) from assignment_conflicts a where a.shop = s.shop and a.at > ${new Date(ctx.now.getTime() - 60_000)} and a.at <= ${ctx.now}),
      'late', coalesce((select percentile_cont(0.95) within group (order by greatest(0, extract(epoch from r.received_at - r.triggered_at))) from raw_arrivals r
        where r.shop = s.shop and r.id >= ${firstIdOf(quarter)}::uuid and r.source = 'shopify' and r.triggered_at is not null), 0),
      'exceptions', (select count(*) from exceptions x where x.shop = s.shop and x.status = 'open'))
    from shops s where s.uninstalled_at is null
    on conflict (shop, at) do nothing`;
  await ctx.sql`delete from ops_samples where at < ${new Date(ctx.now.getTime() - keepDays * 86_400_000)}`;
}
