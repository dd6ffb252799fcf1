import { type Ctx, inTransaction, shopContext, systemActor, type SystemCtx } from "#app/platform/ctx.ts";
import { eachAlone } from "#app/platform/each-alone.ts";
import { messageOf } from "#app/platform/errors.ts";
import { logger } from "#app/platform/logger.server.ts";
import { type AdminAnswer, type AdminApi, adminApi, AdminApiError } from "#app/platform/shopify/admin-api.ts";
import { toGid } from "#app/platform/shopify/ids.ts";
import { StockSweepPage, StockSweepVariants, type StockSweepVariantsQuery } from "#app/platform/shopify/operations.ts";
import { requestReads } from "./request-reads.server.ts";

/** How long after a sweep the next one begins. */
const everyHours = 24;

interface Sweep {
  shop: string;
  cursor: string | null;
}

/**
 * Goes through everything that a shop sells, once a day and when it has just installed the app, and has the stock of all of it
 * read: what a webhook has not told comes to light here. A sweep that is cut off goes on where it was.
 */
export async function sweepStock(ctx: SystemCtx): Promise<void> {
  await ctx.sql`
    insert into stock_sweeps (shop, started_at) select shop, ${ctx.now} from shops where uninstalled_at is null on conflict (shop) do update
    set started_at = excluded.started_at, finished_at = null, cursor = null where stock_sweeps.finished_at < ${new Date(ctx.now.getTime() - everyHours * 3_600_000)}`;
  const sweeps = await ctx.sql<Sweep>`
    select w.shop, w.cursor from stock_sweeps w join shops s on s.shop = w.shop where w.finished_at is null and s.uninstalled_at is null order by w.started_at`;
  await eachAlone(sweeps, async ({ shop, cursor }) => sweepShop(shopContext(ctx, shop, systemActor("Stock sweep")), cursor));
}

async function sweepShop(ctx: Ctx, from: string | null): Promise<void> {
  try {
    const api = await adminApi(ctx);
    let cursor = from;
    for (;;) {
      const { data } = await api.run(StockSweepPage, { after: cursor });
      const { nodes: products, pageInfo } = data.products;
      const gids: string[] = [];
      for (const { id, variants } of products) gids.push(...(variants.pageInfo.hasNextPage ? await allVariants(api, id) : variants.nodes.map((variant) => variant.id)));
      const next = pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null;
      await keepPlace(ctx, gids, cursor, next);
      if (next === null) return;
      cursor = next;
    }
  } catch (error) {
    if (!(error instanceof AdminApiError)) throw error;
    logger.warn({ shop: ctx.shop, error: messageOf(error) }, "the stock sweep goes on later");
  }
}

async function allVariants(api: AdminApi, productId: string): Promise<string[]> {
  const found: string[] = [];
  let after: string | null = null;
  do {
    const { data }: AdminAnswer<StockSweepVariantsQuery> = await api.run(StockSweepVariants, { productId, after });
    found.push(...(data.product?.variants.nodes.map(({ id }) => id) ?? []));
    after = data.product?.variants.pageInfo.hasNextPage ? (data.product.variants.pageInfo.endCursor ?? null) : null;
  } while (after !== null);
  return found;
}

/** The reads of a page and the place after it, together. At the end, what the mirror has and no page named is read too. */
function keepPlace(ctx: Ctx, gids: readonly string[], from: string | null, next: string | null): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    await requestReads(tx, gids, "sweep");
    const [sweep] = await tx.sql<{ started_at: Date }>`
      update stock_sweeps set cursor = ${next}, finished_at = ${next === null ? tx.now : null} where shop = ${tx.shop} and cursor is not distinct from ${from} and finished_at is null returning started_at`;
    if (!sweep || next !== null) return;
    const left = await tx.sql<{ id: bigint }>`
      select v.id from product_variants v where v.shop = ${tx.shop} and v.deleted_at is null and (v.read_at is null or v.read_at < ${sweep.started_at})
        and not exists (select from stock_reads r where r.shop = v.shop and r.gid = 'gid://shopify/ProductVariant/' || v.id)`;
    await requestReads(tx, left.map(({ id }) => toGid("ProductVariant", id)), "sweep");
  });
}
