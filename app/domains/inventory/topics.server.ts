import { z } from "zod";
import type { Tx } from "#app/platform/ctx.ts";
import { ShopifyId, toGid } from "#app/platform/shopify/ids.ts";
import { defineTopic, type Topic } from "#app/platform/topics.ts";
import { requestReads } from "./request-reads.server.ts";

const InventoryItem = z.object({ id: ShopifyId });
const InventoryLevel = z.object({ inventory_item_id: ShopifyId });
const Product = z.object({ id: ShopifyId, variants: z.array(z.object({ id: ShopifyId })).nullish() });

/**
 * What Shopify tells about products and stock says only that something has changed: a level's webhook has one of its
 * quantities, and webhooks come in any order. So each asks for a read of what it names, and many become one.
 */
export const inventoryTopics: readonly Topic[] = [
  ...["inventory_levels/connect", "inventory_levels/disconnect", "inventory_levels/update"].map((topic) =>
    defineTopic({ topic, source: "shopify", payload: InventoryLevel, apply: (tx, { payload }) => readItem(tx, payload.inventory_item_id) }),
  ),
  ...["inventory_items/update", "inventory_items/delete"].map((topic) => defineTopic({ topic, source: "shopify", payload: InventoryItem, apply: (tx, { payload }) => readItem(tx, payload.id) })),
  ...["products/create", "products/update", "products/delete"].map((topic) =>
    defineTopic({ topic, source: "shopify", payload: Product, apply: (tx, { payload }) => readProduct(tx, payload.id, payload.variants?.map(({ id }) => id) ?? []) }),
  ),
];

async function readItem(tx: Tx, inventoryItemId: bigint): Promise<void> {
  const known = await tx.sql<{ id: bigint }>`select id from product_variants where shop = ${tx.shop} and inventory_item_id = ${inventoryItemId}`;
  await requestReads(tx, known.length > 0 ? known.map(({ id }) => toGid("ProductVariant", id)) : [toGid("InventoryItem", inventoryItemId)], "webhook");
}

/** The variants that the webhook names, and those that the mirror has of the product: they may be gone. */
async function readProduct(tx: Tx, productId: bigint, named: readonly bigint[]): Promise<void> {
  const known = await tx.sql<{ id: bigint }>`select id from product_variants where shop = ${tx.shop} and product_id = ${productId} and deleted_at is null`;
  await requestReads(tx, [...named, ...known.map(({ id }) => id)].map((id) => toGid("ProductVariant", id)), "webhook");
}
