import { type Product } from "../model/product.ts";
import { type Change } from "../state/change.ts";
import { productPayload } from "./payload.ts";

/** Keeps a product that was made or changed, and tells subscribers. */
export function keepProduct(change: Change, product: Product, topic: "products/create" | "products/update" = "products/update") {
  product.updatedAt = change.now;
  const parts = [...product.variants.flatMap(({ id, inventoryItem }) => [id, inventoryItem.id]), ...product.options.map(({ id }) => id)];
  change.world.documents.save(change.shop.domain, "Product", product, parts);
  change.emit(topic, product.id, () => productPayload(change, product));
}
