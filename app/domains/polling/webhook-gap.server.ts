import { closeDataGap, openDataGap } from "#app/domains/alerts/index.server.ts";
import { type Ctx, inTransaction, shopContext, type SystemCtx, type Tx } from "#app/platform/ctx.ts";
import { eachAlone } from "#app/platform/each-alone.ts";
import { poller } from "./lease.server.ts";
import type { TopicGap } from "./schema.ts";

/** How long a webhook may take before its change counts as not told. */
const graceMinutes = 2;
/** The gap stays open for so long after the last change that was missed. */
const openMinutes = 60;

/** The changes since a moment that the poller found and that no webhook has told to this day, by topic. */
export async function listWebhookGap(ctx: Ctx, since: Date): Promise<TopicGap[]> {
  const rows = await ctx.sql<{ topic: string; missed: number; last_at: Date }>`
    select f.topic, count(*)::int as missed, max(f.changed_at) as last_at from poller_finds f
    where f.shop = ${ctx.shop} and f.found_at >= ${since} and f.changed_at < f.found_at - make_interval(mins => case when f.topic like 'returns/%' then 0 else ${graceMinutes} end)
      and not exists (
        select from events_processed e
        where e.shop = f.shop and e.order_id = f.order_id and e.source = 'shopify' and e.topic = f.topic and e.last_seen_at >= f.changed_at - interval '1 second')
    group by f.topic order by missed desc, f.topic`;
  return rows.map(({ topic, missed, last_at: lastAt }) => ({ topic, missed, lastAt: lastAt.toISOString() }));
}

/** Opens or closes the shop's webhook gap by what the poller has found of late. */
async function settleWebhookGap(tx: Tx): Promise<void> {
  const key = { kind: "webhook_gap", subject: "webhooks" } as const;
  const topics = await listWebhookGap(tx, new Date(tx.now.getTime() - openMinutes * 60_000));
  if (topics.length === 0) return closeDataGap(tx, key);
  await openDataGap(tx, key, { missed: topics.reduce((sum, { missed }) => sum + missed, 0), topics: Object.fromEntries(topics.map(({ topic, missed }) => [topic, missed])) });
}

/** Looks at the gaps again of all shops where something was missed of late, or whose gap is open. */
export async function settleWebhookGaps(system: SystemCtx): Promise<void> {
  const shops = await system.sql<{ shop: string }>`
    select shop from poller_finds where found_at >= ${system.now}::timestamptz - make_interval(mins => ${openMinutes}) group by shop
    union select shop from data_gaps where kind = 'webhook_gap' and closed_at is null`;
  await eachAlone(shops, async ({ shop }) => inTransaction(shopContext(system, shop, poller), settleWebhookGap));
}

/** How long finds are kept: for looking back, not for ever. */
const keptDays = 30;

export async function forgetOldFinds(tx: Tx): Promise<void> {
  await tx.sql`delete from poller_finds where shop = ${tx.shop} and found_at < ${tx.now}::timestamptz - make_interval(days => ${keptDays})`;
}
