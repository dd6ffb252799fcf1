import { z } from "zod";
import { logisticsFor, requestOrderReads } from "#app/domains/inventory/index.server.ts";
import type { LockedOrder } from "#app/domains/orders/index.server.ts";
import type { Ctx, Tx } from "#app/platform/ctx.ts";
import { canonicalJson, sha256 } from "#app/platform/json.ts";
import { json } from "#app/platform/sql.ts";
import { executeAction } from "./execute-action.server.ts";
import type { OpsActionAnswer } from "./schema.ts";
import { type Destination, type GoodsLine, type ShipmentContract, summarize } from "./shipment-contract.ts";

/**
 * Summarises anew what a carrier has to know of an order's goods, from the product data as Shopify had it last. The same summary
 * as before is `noop`; another one is the next version. Shopify is asked again afterwards, so that what was changed there a moment
 * ago is in the next rebuild.
 */
export function rebuildShipmentContract(ctx: Ctx, { order_id: reference }: { order_id: string }): Promise<OpsActionAnswer> {
  return executeAction(ctx, {
    name: "rebuild-shipment-contract",
    reference,
    run: async (tx, order) => {
      const { contract, readAt } = await contractOf(tx, order);
      await requestOrderReads(tx, order.id);
      const hash = sha256(canonicalJson(contract)).toString("hex");
      const last = await lastVersion(tx, order.id);
      const product_data_read_at = readAt?.toISOString() ?? null;
      if (last?.hash === hash) {
        const matched = { id: `shipment-contract:${last.version}`, at: last.built_at.toISOString() };
        return { status: "noop", details: { shipment_contract: { version: last.version, hash }, product_data_read_at, missing: contract.missing, matched } };
      }
      const version = (last?.version ?? 0) + 1;
      await tx.sql`
        insert into shipment_contracts (shop, order_id, version, hash, summary, built_at, built_by)
        values (${tx.shop}, ${order.id}, ${version}, ${hash}, ${json(contract)}, ${tx.now}, ${tx.actor.id})`;
      return { status: "applied", details: { shipment_contract: { version, hash }, product_data_read_at, missing: contract.missing } };
    },
  });
}

async function lastVersion(tx: Tx, orderId: bigint) {
  const [last] = await tx.sql<{ version: number; hash: string; built_at: Date }>`
    select version, hash, built_at from shipment_contracts where shop = ${tx.shop} and order_id = ${orderId} order by version desc limit 1`;
  return last;
}

interface LineRow {
  id: bigint;
  variant_id: bigint | null;
  sku: string | null;
  title: string;
  quantity: number;
  price: string;
  grams: number;
}

const text = z.string().nullish().transform((value) => value?.trim() || null);
const Address = z.object({ country_code: text, province_code: text, city: text, zip: text });

async function contractOf(tx: Tx, { id, currencyCode }: LockedOrder): Promise<{ contract: ShipmentContract; readAt: Date | null }> {
  const lines = await tx.sql<LineRow>`
    select id, variant_id, sku, title, current_quantity as quantity, price::text, grams from order_line_items
    where shop = ${tx.shop} and order_id = ${id} and requires_shipping and current_quantity > 0`;
  const [order] = await tx.sql<{ shipping_address: unknown }>`select shipping_address from orders where shop = ${tx.shop} and id = ${id}`;
  const known = await logisticsFor(tx, lines.flatMap(({ variant_id }) => variant_id ?? []));
  const goods = lines.map((line): GoodsLine => {
    const product = line.variant_id === null ? undefined : known.get(line.variant_id);
    const { grams = null, lengthMm = null, widthMm = null, heightMm = null, hazmat = null } = product ?? {};
    // What the order says its line weighs stands in for a product that nobody has weighed.
    return { lineItemId: line.id, sku: line.sku, title: line.title, quantity: line.quantity, price: line.price, grams: grams || line.grams || null, lengthMm, widthMm, heightMm, hazmat };
  });
  const reads = [...known.values()].map(({ readAt }) => readAt.getTime());
  return { contract: summarize(goods, destinationOf(order?.shipping_address), currencyCode), readAt: reads.length > 0 ? new Date(Math.min(...reads)) : null };
}

function destinationOf(address: unknown): Destination {
  const parsed = Address.safeParse(address ?? {});
  return parsed.success ? parsed.data : { country_code: null, province_code: null, city: null, zip: null };
}
