import { BoundedMap } from "#app/platform/bounded-map.ts";
import type { Ctx, Database } from "#app/platform/ctx.ts";
import { type Part, part } from "#app/platform/sql.ts";
import { type CountedTab, countedTabs } from "./ledger.ts";

/** A place in the list of a tab, and how many of the tab's orders are at it or newer, but for changes that are not folded in. */
export interface Mark {
  at: Date;
  id: bigint;
  reached: number;
}

/** The boundaries of a tab's blocks, newest first, as of a version of what is folded in: at most some thousand orders apart. */
interface Marks {
  version: number;
  marks: readonly Mark[];
}

const memories = new WeakMap<Database, BoundedMap<string, Marks>>();

/** The marks of a tab: remembered by this process, and read again when they are not of the version that the caller has seen. */
export async function marksOf(ctx: Ctx, tab: CountedTab, seen?: number): Promise<Marks> {
  const memory = memories.get(ctx.database) ?? new BoundedMap<string, Marks>(100);
  memories.set(ctx.database, memory);
  const key = `${ctx.shop} ${tab}`;
  const known = memory.get(key);
  if (known && (seen === undefined || known.version === seen)) return known;
  const [row] = await ctx.sql<{ version: number; blocks: [at: string, id: string, count: number][] | null }>`
    select coalesce(c.version, 0)::int as version, (
      select json_agg(json_build_array(from_at, from_id::text, count) order by from_at desc, from_id desc) from order_blocks
      where shop = ${ctx.shop} and tab = ${countedTabs.indexOf(tab)} and from_at > '-infinity') as blocks
    from (values (1)) one left join order_counts c on c.shop = ${ctx.shop}`;
  let reached = 0;
  const marks = (row?.blocks ?? []).map(([at, id, count]) => ({ at: new Date(at), id: BigInt(id), reached: (reached += count) }));
  const found = { version: row?.version ?? 0, marks };
  memory.set(key, found);
  return found;
}

/** How many more of a tab's orders are at a mark or newer by the changes that are not folded in: a scalar subquery. */
export function pendingAt(ctx: Ctx, tab: CountedTab, { at, id }: Mark): Part {
  const bit = countedTabs.indexOf(tab);
  return part`(
    select coalesce(sum((after >> ${bit} & 1) - (before >> ${bit} & 1)), 0)::int from order_changes
    where shop = ${ctx.shop} and (created_at, order_id) >= (${at}::timestamptz, ${id}::bigint))`;
}
