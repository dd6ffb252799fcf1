import type { Ctx } from "#app/platform/ctx.ts";
import { Figures, type History, type ReadHistory } from "./schema.ts";

const points = 96;

/** The shop's kept figures of the last hours, the largest of each stretch of time; conflicts are added up. */
export async function readHistory(ctx: Ctx, { hours }: ReadHistory): Promise<History> {
  const bucketMinutes = Math.max(1, Math.ceil((hours * 60) / points));
  const rows = await ctx.sql<{ at: Date; figures: unknown }>`
    select date_bin(make_interval(mins => ${bucketMinutes}), at, timestamptz '2020-01-01') as at, jsonb_build_object(
      'backlog', max((figures->>'backlog')::float), 'failed', max((figures->>'failed')::float), 'drift', max((figures->>'drift')::float),
      'conflicts', sum((figures->>'conflicts')::float), 'late', max((figures->>'late')::float), 'exceptions', max((figures->>'exceptions')::float)) as figures
    from ops_samples where shop = ${ctx.shop} and at > ${new Date(ctx.now.getTime() - hours * 3_600_000)} group by 1 order by 1`;
  return { hours, bucketMinutes, samples: rows.map(({ at, figures }) => ({ at: at.toISOString(), ...Figures.parse(figures) })) };
}
