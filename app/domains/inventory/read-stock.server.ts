import { z } from "zod";
import { type Ctx, shopContext, systemActor, type SystemCtx } from "#app/platform/ctx.ts";
import { eachAlone } from "#app/platform/each-alone.ts";
import { DomainError, messageOf } from "#app/platform/errors.ts";
import { logger } from "#app/platform/logger.server.ts";
import { adminApi, AdminApiError } from "#app/platform/shopify/admin-api.ts";
import { fromGid, idOf } from "#app/platform/shopify/ids.ts";
import { StockOf } from "#app/platform/shopify/operations.ts";
import { Weight } from "#app/platform/shopify/weight.ts";
import { LogisticsField, logisticsOf } from "./logistics.ts";
import { applyReadings, type StockReading } from "./apply-readings.server.ts";
import type { ReadCause } from "./request-reads.server.ts";

interface DueRead {
  gid: string;
  version: number;
  cause: ReadCause;
  attempts: number;
}

/** How many variants are asked for in one call. */
const batch = 50;
const lanes = 4;
/** While a worker asks, no other does. */
const leaseSeconds = 60;
const longestWaitSeconds = 3_600;

const Variant = z.object({
  id: z.string(),
  title: z.string(),
  sku: z.string().nullable(),
  inventoryPolicy: z.enum(["DENY", "CONTINUE"]),
  product: z.object({ id: z.string(), title: z.string() }),
  metafields: z.object({ nodes: z.array(LogisticsField) }),
  inventoryItem: z.object({ id: z.string(), tracked: z.boolean(), measurement: z.object({ weight: Weight.nullable() }), inventoryLevels: z.object({ nodes: z.array(z.object({ quantities: z.array(z.object({ quantity: z.number().int() })) })) }) }),
});
const Item = z.object({ id: z.string(), variants: z.object({ nodes: z.array(z.object({ id: z.string() })) }) });
/** A thing of another type has nothing but its id; a variant that cannot be read is not taken for one. */
const Node = z.union([Variant, Item, z.strictObject({ id: z.string() })]).nullable();
type Node = z.infer<typeof Node>;

/** Asks Shopify for the stock that is to be read, shop by shop, until nothing is due. What staff wait for comes before the sweep. */
export async function readDueStock(ctx: SystemCtx): Promise<void> {
  const shops = await ctx.sql<{ shop: string }>`
    select distinct r.shop from stock_reads r join shops s on s.shop = r.shop where r.due_at <= now() and s.uninstalled_at is null`;
  await eachAlone(
    shops,
    async ({ shop }) => {
      const shopCtx = shopContext(ctx, shop, systemActor("Stock reader"));
      while (await readBatch(shopCtx));
    },
    lanes,
  );
}

async function readBatch(ctx: Ctx): Promise<boolean> {
  const due = await ctx.sql<DueRead>`
    update stock_reads r set due_at = now() + make_interval(secs => ${leaseSeconds}), attempts = r.attempts + 1
    from (
      select gid from stock_reads where shop = ${ctx.shop} and due_at <= now()
      order by cause = 'sweep', due_at, gid limit ${batch} for update skip locked) d
    where r.shop = ${ctx.shop} and r.gid = d.gid
    returning r.gid, r.version, r.cause, r.attempts`;
  if (due.length === 0) return false;
  try {
    const api = await adminApi(ctx);
    const { data } = await api.run(StockOf, { ids: due.map(({ gid }) => gid) });
    const answers = due.map((read, index) => ({ read, readings: readableOf(read, data.nodes[index]) }));
    const readable = answers.filter(({ readings }) => !(readings instanceof DomainError));
    await applyReadings(ctx, readable.flatMap(({ readings }) => (readings instanceof DomainError ? [] : readings)), readable.map(({ read }) => read));
    for (const { read, readings } of answers) if (readings instanceof DomainError) await postpone(ctx, [read], readings, longestWaitSeconds);
    return true;
  } catch (error) {
    if (!(error instanceof AdminApiError)) throw error;
    await postpone(ctx, due, error, error.kind === "throttled" ? error.retryAfterMs / 1000 : Math.min(longestWaitSeconds, 2 ** Math.max(...due.map(({ attempts }) => attempts))));
    return false;
  }
}

/** What Shopify answered about one thing; the refusal, when that cannot be read: it holds up no other. */
function readableOf(read: DueRead, answered: unknown): StockReading[] | DomainError {
  const node = Node.safeParse(answered ?? null);
  if (!node.success) return new DomainError("invalid", "UNREADABLE_STOCK", { message: `Shopify's answer about ${read.gid} cannot be read: ${z.prettifyError(node.error)}` });
  try {
    return readingOf(read, node.data);
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
}

function readingOf({ gid, cause }: DueRead, node: Node): StockReading[] {
  const variantId = fromGid("ProductVariant", gid);
  if (node && "inventoryItem" in node) return [known(node, cause)];
  if (variantId !== undefined) return [{ kind: "gone", variantId }];
  // An inventory item that the mirror did not know: its variant is read next.
  return node && "variants" in node ? node.variants.nodes.map(({ id }) => ({ kind: "elsewhere" as const, gid: id })) : [];
}

function known({ id, title, sku, inventoryPolicy, product, metafields, inventoryItem }: z.infer<typeof Variant>, cause: ReadCause): StockReading {
  const units = inventoryItem.inventoryLevels.nodes.flatMap(({ quantities }) => quantities.map(({ quantity }) => quantity)).reduce((sum, quantity) => sum + quantity, 0);
  return {
    kind: "known",
    variantId: idOf("ProductVariant", id),
    productId: idOf("Product", product.id),
    inventoryItemId: idOf("InventoryItem", inventoryItem.id),
    productTitle: product.title,
    title: title === "Default Title" ? null : title,
    sku: sku || null,
    tracked: inventoryItem.tracked,
    policy: inventoryPolicy === "CONTINUE" ? "continue" : "deny",
    units,
    logistics: logisticsOf(inventoryItem.measurement.weight, metafields.nodes),
    swept: cause === "sweep",
  };
}

async function postpone(ctx: Ctx, due: readonly DueRead[], error: Error, wait: number): Promise<void> {
  logger.warn({ shop: ctx.shop, reads: due.length, error: messageOf(error), wait }, "stock not read");
  await ctx.sql`
    update stock_reads set due_at = now() + make_interval(secs => ${wait}), last_error = ${messageOf(error)}
    where shop = ${ctx.shop} and gid = any(${due.map(({ gid }) => gid)})`;
}
