import type { Tx } from "#app/platform/ctx.ts";
import { json } from "#app/platform/sql.ts";
import type { Logistics } from "./logistics.ts";

/** Keeps what Shopify says of variants' weight, size and dangers, as of this reading. */
export async function keepLogistics(tx: Tx, readings: readonly { variantId: bigint; logistics: Logistics }[]): Promise<void> {
  if (readings.length === 0) return;
  const rows = readings.map(({ variantId, logistics }) => ({ variantId, ...logistics }));
  await tx.sql`
    insert into product_logistics (shop, variant_id, grams, length_mm, width_mm, height_mm, hazmat, read_at)
    select distinct on (r."variantId") ${tx.shop}, r."variantId", r.grams, r."lengthMm", r."widthMm", r."heightMm", r.hazmat, ${tx.now}::timestamptz
    from jsonb_to_recordset(${json(rows)}::jsonb) as r("variantId" bigint, grams int, "lengthMm" int, "widthMm" int, "heightMm" int, hazmat text) order by r."variantId"
    on conflict (shop, variant_id) do update set
      grams = excluded.grams, length_mm = excluded.length_mm, width_mm = excluded.width_mm, height_mm = excluded.height_mm, hazmat = excluded.hazmat, read_at = excluded.read_at`;
}

export interface KnownLogistics extends Logistics {
  variantId: bigint;
  readAt: Date;
}

/** What is known of the logistics of variants, by their ids; those that nobody has read are left out. */
export async function logisticsFor(tx: Tx, variantIds: readonly bigint[]): Promise<Map<bigint, KnownLogistics>> {
  const rows = await tx.sql<KnownLogistics>`
    select variant_id as "variantId", grams, length_mm as "lengthMm", width_mm as "widthMm", height_mm as "heightMm", hazmat, read_at as "readAt"
    from product_logistics where shop = ${tx.shop} and variant_id = any(${variantIds.map(String)}::bigint[])`;
  return new Map(rows.map((row) => [row.variantId, row]));
}
