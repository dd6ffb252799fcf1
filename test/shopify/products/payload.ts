import { numericId } from "../model/ids.ts";
import { sum, toFixed } from "../model/money.ts";
import { type InventoryItem, type Product, type Variant } from "../model/product.ts";
import { inZone } from "../model/time.ts";
import { type Change } from "../state/change.ts";

/** The body of `products/create` and `products/update`. */
export function productPayload({ world, shop }: Change, product: Product) {
  const { currencyCode, timeZone, domain } = shop;
  const available = ({ inventoryItem }: Variant) => sum(world.inventory.list(domain, inventoryItem.id).map(({ quantities }) => quantities.available.quantity));
  return {
    admin_graphql_api_id: product.id,
    body_html: product.descriptionHtml,
    created_at: inZone(product.createdAt, timeZone),
    handle: product.handle,
    id: numericId(product.id),
    product_type: product.productType,
    published_at: product.status === "ACTIVE" ? inZone(product.createdAt, timeZone) : null,
    template_suffix: null,
    title: product.title,
    updated_at: inZone(product.updatedAt, timeZone),
    vendor: product.vendor,
    status: product.status.toLowerCase(),
    published_scope: "web",
    tags: product.tags.join(", "),
    variants: product.variants.map((variant, index) => ({
      admin_graphql_api_id: variant.id,
      barcode: variant.barcode,
      compare_at_price: variant.compareAtPrice === null ? null : toFixed(variant.compareAtPrice, currencyCode),
      created_at: inZone(variant.createdAt, timeZone),
      id: numericId(variant.id),
      inventory_policy: variant.inventoryPolicy.toLowerCase(),
      position: index + 1,
      price: toFixed(variant.price, currencyCode),
      product_id: numericId(product.id),
      sku: variant.sku,
      taxable: variant.taxable,
      title: variant.title,
      updated_at: inZone(variant.updatedAt, timeZone),
      option1: variant.optionValues[0] ?? null,
      option2: variant.optionValues[1] ?? null,
      option3: variant.optionValues[2] ?? null,
      image_id: null,
      inventory_item_id: numericId(variant.inventoryItem.id),
      inventory_quantity: available(variant),
      old_inventory_quantity: available(variant),
    })),
    options: product.options.map(({ id, name, values }, index) => ({ name, id: numericId(id), product_id: numericId(product.id), position: index + 1, values })),
    images: [],
    image: null,
    media: [],
    variant_gids: product.variants.map(({ id, updatedAt }) => ({ admin_graphql_api_id: id, updated_at: new Date(updatedAt).toISOString() })),
    has_variants_that_requires_components: false,
    category: null,
  };
}

/** The body of `inventory_items/create` and `update`. */
export function inventoryItemPayload({ shop }: Change, item: InventoryItem) {
  return {
    id: numericId(item.id),
    sku: item.sku,
    created_at: inZone(item.createdAt, shop.timeZone),
    updated_at: inZone(item.updatedAt, shop.timeZone),
    requires_shipping: item.requiresShipping,
    cost: item.cost === null ? null : toFixed(item.cost, shop.currencyCode),
    country_code_of_origin: null,
    province_code_of_origin: null,
    harmonized_system_code: null,
    tracked: item.tracked,
    country_harmonized_system_codes: [],
    weight_value: item.grams,
    weight_unit: "g",
    admin_graphql_api_id: item.id,
  };
}
