import type { Ctx } from "#app/platform/ctx.ts";
import { type Part, part } from "#app/platform/sql.ts";
import { RawJson } from "#app/platform/raw-json.ts";
import { wake } from "#app/platform/wake.ts";
import { rareWords } from "./common-words.server.ts";
import { mineOf, noticesVersionOf, pendingOf, tabCountsOf } from "./counts/ledger.ts";
import { offsetCursor, shopifyCursor } from "./cursors.ts";
import { findPage, type Page } from "./find-page.server.ts";
import { isUnfiltered } from "./list-filter.ts";
import type { ListOrders } from "./list-query.ts";
import { hitsSource, mostHits, ordersSource, queryOfWord, type Source, walkSource, wordsOf } from "./list-source.ts";
import { type BoundedCount, bounded, surroundingsAt, totalAt } from "./list-surroundings.server.ts";
import type { Tab } from "./schema.ts";

/** More changes than this that are not folded into the counts slow a list down. */
const mostPending = 200;

/** A page of the shop's orders, newest first, with tab counts, alerts and data gaps: the whole answer, as JSON. (Contract, section 3.) */
export async function listOrders(ctx: Ctx, query: ListOrders): Promise<RawJson> {
  const { page, source, hits } = await readPage(ctx, query);
  const { ledger, lastRefreshAt } = page.facts;
  if (pendingOf(ledger) > mostPending) wake("orders.fold_counts");

  const counts: Record<Tab, number> = { ...tabCountsOf(ledger), mine: mineOf(ledger) };
  const around = await surroundingsAt(ctx, noticesVersionOf(ledger));
  const total = knownTotal(query, source, hits, counts) ?? (await totalAt(ctx, query, source, ledger));
  const { rows, offset, hasNextPage } = page;
  const pageInfo = {
    startCursor: rows.length > 0 ? offsetCursor(offset) : null,
    endCursor: rows.length > 0 ? offsetCursor(offset + rows.length - 1) : null,
    nextCursor: hasNextPage ? offsetCursor(offset + rows.length) : null,
    previousCursor: offset > 0 ? offsetCursor(offset) : null,
    hasNextPage,
    hasPreviousPage: offset > 0,
    pageSize: query.pageSize,
    total: total.count,
    ...(total.isFloor ? { totalIsFloor: true } : {}),
    shopifyCursor: cursorOf(rows.at(-1)),
  };
  const shipments = { tracking_pending: counts.tracking_pending, delayed: counts.delayed, lastRefreshAt };
  const rest = JSON.stringify({ pageInfo, tabs: counts, shipments, generatedAt: ctx.now }).slice(1, -1);
  return new RawJson(`{"success":true,"orders":[${rows.join(",")}],${rest},"alerts":${around.alerts},"dataGaps":${around.dataGaps}}`);
}

interface ReadPage {
  page: Page;
  /** Where its rows came from. */
  source: Source;
  /** How many orders a search found, where that was counted. */
  hits: number | null;
}

async function readPage(ctx: Ctx, query: ListOrders): Promise<ReadPage> {
  if (query.q) return searchPage(ctx, query, query.q);
  const source = ordersSource(ctx, query);
  return { page: await findPage(ctx, query, source), source, hits: null };
}

/** A search that finds too much is answered from the newest orders on. */
async function searchPage(ctx: Ctx, query: ListOrders, q: string): Promise<ReadPage> {
  const words = wordsOf(q);
  const [word = ""] = words;
  const rare = await rareWords(ctx, words);
  if (words.length === 1 && rare.length === 0) return walkedPage(ctx, query, queryOfWord(ctx, word), null);
  const source = hitsSource(ctx, query, words, rare.length > 0 ? rare : words);
  const page = await findPage(ctx, query, source);
  const { hits, query: searched } = page.facts;
  return hits === null || hits <= mostHits || searched === null ? { page, source, hits } : walkedPage(ctx, query, part`${searched}::tsquery`, hits);
}

async function walkedPage(ctx: Ctx, query: ListOrders, searched: Part, hits: number | null): Promise<ReadPage> {
  const source = walkSource(ctx, query, searched);
  return { page: await findPage(ctx, query, source), source, hits };
}

/** How many orders the list has, where that is known without counting. */
function knownTotal(query: ListOrders, source: Source, hits: number | null, counts: Record<Tab, number>): BoundedCount | undefined {
  if (source.tab) return { count: counts[source.tab], isFloor: false };
  if (!isUnfiltered(query)) return undefined;
  if (query.tab === "mine" && !query.q) return { count: counts.mine, isFloor: false };
  return query.tab === "all" && hits !== null ? bounded(hits) : undefined;
}

/** The cursor of a page's last row, in the form of Shopify's own. */
function cursorOf(row: string | undefined): string | null {
  if (row === undefined) return null;
  const { legacyId, createdAt }: { legacyId: string; createdAt: string } = JSON.parse(row);
  return shopifyCursor(BigInt(legacyId), new Date(createdAt));
}
