import { recordAudit } from "#app/platform/audit.ts";
import { type Ctx, inTransaction, type Tx } from "#app/platform/ctx.ts";
import { DomainError, type FieldError } from "#app/platform/errors.ts";
import { fromGid, toGid } from "#app/platform/shopify/ids.ts";
import { settleVariantAlerts } from "../inventory-alerts.server.ts";
import type { ReconcileInventory, Reconciliation } from "../schema.ts";
import { driftedVariants } from "./drift-sql.ts";

interface Difference {
  id: bigint;
  product_id: bigint | null;
  from: number;
  to: number;
}

/** How many variants are locked at a time: an order that wants one of them waits for no longer than that takes. */
const batch = 100;

/**
 * Sets reserved units to what ACTIVE reservations hold, of all products or of those named, while orders go on reserving: only
 * variants that differ are locked, a few at a time. A dry run changes nothing and says what would change. Throws `not_found`
 * for a product that the shop does not have. (Contract, section 5.)
 */
export async function reconcileInventory(ctx: Ctx, { dryRun, productIds }: ReconcileInventory): Promise<Reconciliation> {
  const wanted = productIds && (await variantsOf(ctx, productIds));
  const found = await ctx.sql<Difference>`
    select d.id, v.product_id, d.reserved as "from", d.active as "to" from (${driftedVariants(ctx.shop)}) d
    left join product_variants v on v.shop = ${ctx.shop} and v.id = d.id
    where ${wanted?.map(String) ?? null}::bigint[] is null or d.id = any(${wanted?.map(String) ?? null}::bigint[])
    order by d.id`;
  if (dryRun) return { status: "noop", dryRun, corrected: found.map(corrected) };

  const changed: Difference[] = [];
  for (let from = 0; from < found.length; from += batch) {
    const ids = found.slice(from, from + batch).map(({ id }) => id);
    changed.push(...(await inTransaction(ctx, (tx) => correct(tx, ids))));
  }
  return { status: changed.length > 0 ? "applied" : "noop", dryRun, corrected: changed.map(corrected) };
}

/**
 * Whoever changes a reservation holds its variant's row until they commit. So the rows are locked first, and only then, in a
 * statement of its own that sees all that was committed until then, are their reservations added up.
 */
async function correct(tx: Tx, ids: readonly bigint[]): Promise<Difference[]> {
  const wanted = ids.map(String);
  await tx.sql`select 1 from product_variants where shop = ${tx.shop} and id = any(${wanted}::bigint[]) order by id for update`;
  const changed = await tx.sql<Difference>`
    with truth as (
      select v.id, v.reserved_stock as "from", coalesce(sum(r.quantity), 0)::int as "to"
      from product_variants v left join reservations r on r.shop = v.shop and r.variant_id = v.id and r.status = 'ACTIVE'
      where v.shop = ${tx.shop} and v.id = any(${wanted}::bigint[]) group by v.id, v.reserved_stock
    )
    update product_variants v set reserved_stock = t."to", oversold = greatest(0, t."to" - v.stock)
    from truth t where v.shop = ${tx.shop} and v.id = t.id and t."from" <> t."to"
    returning v.id, v.product_id, t."from", t."to"`;
  if (changed.length === 0) return [];

  const found = changed.map(({ id }) => id);
  await tx.sql`update inventory_edits set settled_at = ${tx.now} where shop = ${tx.shop} and variant_id = any(${found.map(String)}::bigint[]) and settled_at is null`;
  await settleVariantAlerts(tx, found);
  await recordAudit(tx, { event: "inventory.reconciled", action: "reconcile-inventory", data: { corrected: changed.map(corrected) } });
  return changed;
}

function corrected({ id, product_id, from, to }: Difference): Reconciliation["corrected"][number] {
  return { productId: product_id === null ? null : toGid("Product", product_id), variantId: toGid("ProductVariant", id), from, to };
}

/** The variants that are meant: a product stands for all of its own. */
async function variantsOf(ctx: Ctx, references: readonly string[]): Promise<bigint[]> {
  const ids = references.map((reference) => {
    const number = /^\d{1,18}$/.test(reference) ? BigInt(reference) : undefined;
    return { product: number ?? fromGid("Product", reference), variant: number ?? fromGid("ProductVariant", reference) };
  });
  const rows = await ctx.sql<{ place: number; id: bigint }>`
    select w.place::int as place, v.id
    from unnest(${ids.map(({ product }) => product?.toString() ?? null)}::bigint[], ${ids.map(({ variant }) => variant?.toString() ?? null)}::bigint[]) with ordinality as w(product, variant, place)
    join product_variants v on v.shop = ${ctx.shop} and (v.product_id = w.product or v.id = w.variant)`;
  const known = new Set(rows.map(({ place }) => place - 1));
  const errors: FieldError[] = references.flatMap((_, index) => (known.has(index) ? [] : [{ path: `productIds.${index}`, message: "There is no such product." }]));
  if (errors.length > 0) throw new DomainError("not_found", "PRODUCT_NOT_FOUND", { message: "Some of the products do not exist.", errors });
  return rows.map(({ id }) => id);
}
