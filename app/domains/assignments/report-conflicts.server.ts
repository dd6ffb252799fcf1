import type { Ctx } from "#app/platform/ctx.ts";
import { toGid } from "#app/platform/shopify/ids.ts";
import type { AssignmentSource, ConflictReport, ListConflicts } from "./schema.ts";

const hour = 3_600_000;

/** How often assigners met on an order, by source: ever, by the hour, and the latest one by one. */
export async function reportConflicts(ctx: Ctx, { hours, limit }: ListConflicts): Promise<ConflictReport> {
  const from = new Date(Math.floor(ctx.now.getTime() / hour) * hour - (hours - 1) * hour);
  const [[all], counts, recent] = await Promise.all([
    ctx.sql<{ total: number }>`select count(*)::int as total from assignment_conflicts where shop = ${ctx.shop}`,
    ctx.sql<{ at: Date; source: AssignmentSource; count: number }>`
      select date_trunc('hour', at) as at, source, count(*)::int as count from assignment_conflicts where shop = ${ctx.shop} and at >= ${from} group by 1, 2`,
    ctx.sql<{ order_id: bigint; name: string | null; source: AssignmentSource; outcome: "refused" | "retried" | "given_up"; expected_version: number | null; found_version: number; actor_id: string; at: Date }>`
      select c.order_id, o.name, c.source, c.outcome, c.expected_version, c.found_version, c.actor_id, c.at
      from assignment_conflicts c left join orders o on o.shop = c.shop and o.id = c.order_id
      where c.shop = ${ctx.shop} order by c.at desc, c.id desc limit ${limit}`,
  ]);
  const series = Array.from({ length: hours }, (_, index) => ({ at: new Date(from.getTime() + index * hour).toISOString(), manual: 0, auto: 0, route: 0 }));
  const bySource = { manual: 0, auto: 0, route: 0 };
  for (const { at, source, count } of counts) {
    bySource[source] += count;
    const bucket = series[Math.round((at.getTime() - from.getTime()) / hour)];
    if (bucket) bucket[source] += count;
  }
  return {
    total: all?.total ?? 0,
    bySource,
    series,
    recent: recent.map(({ order_id, name, source, outcome, expected_version, found_version, actor_id, at }) => ({
      orderId: toGid("Order", order_id),
      orderName: name,
      source,
      outcome,
      expectedVersion: expected_version,
      foundVersion: found_version,
      actorId: actor_id,
      at: at.toISOString(),
    })),
  };
}
