import { BoundedMap } from "#app/platform/bounded-map.ts";
import type { Ctx, Database } from "#app/platform/ctx.ts";

/** A word that more orders have than this is common: the search index gives none of them before it has found all. */
const mostOfARareWord = 10_000;
const keptMs = 10 * 60_000;

interface Known {
  readAt: number;
  terms: readonly string[];
}

const memories = new WeakMap<Database, BoundedMap<string, Known>>();

/**
 * The words of a search that few of the shop's orders have, by what PostgreSQL's statistics say of the terms. An estimate, some
 * minutes old: it decides how orders are looked for, not which are found.
 */
export async function rareWords(ctx: Ctx, words: readonly string[]): Promise<string[]> {
  const terms = await commonTerms(ctx);
  return words.filter((word) => {
    const lower = word.toLowerCase();
    // A word of one or two letters has to be a whole term.
    return !terms.some((term) => (lower.length < 3 ? term === lower : term.startsWith(lower)));
  });
}

async function commonTerms(ctx: Ctx): Promise<readonly string[]> {
  const memory = memories.get(ctx.database) ?? new BoundedMap<string, Known>(500);
  memories.set(ctx.database, memory);
  const known = memory.get(ctx.shop);
  if (known && ctx.now.getTime() - known.readAt < keptMs) return known.terms;
  const rows = await ctx.database.system<{ term: string }>`
    select substr(e.term, length(search_mark(${ctx.shop})) + 1) as term
    from pg_stats s join pg_class c on c.oid = 'order_search'::regclass
    cross join lateral unnest(s.most_common_elems::text::text[], s.most_common_elem_freqs) e(term, share)
    where s.schemaname = current_schema() and s.tablename = 'order_search' and s.attname = 'terms'
      and starts_with(e.term, search_mark(${ctx.shop})) and e.share * c.reltuples > ${mostOfARareWord}`;
  const terms = rows.map(({ term }) => term);
  memory.set(ctx.shop, { readAt: ctx.now.getTime(), terms });
  return terms;
}
