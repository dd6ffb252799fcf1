import { connect, type ConnectionArgs, firstOf } from "../admin-api/connection.ts";
import { type Context } from "../admin-api/context.ts";
import { type FieldResolver } from "../admin-api/resolvers.ts";
import { legacyId, type Gid } from "../model/ids.ts";
import { type Minor, sum, toFixed } from "../model/money.ts";
import { type LineItem } from "../model/order.ts";
import { type Product, type Variant } from "../model/product.ts";

function priceOf(amount: Minor, { shop }: Context): string {
  return toFixed(amount, shop.currencyCode);
}

function productOf({ world, shop }: Context, part: Gid): Product | undefined {
  return world.documents.findByPart(shop.domain, "Product", part);
}

/** A variant by its id, or by that of its inventory item. */
export function variantOf(context: Context, part: Gid): Variant | undefined {
  return productOf(context, part)?.variants.find(({ id, inventoryItem }) => id === part || inventoryItem.id === part);
}

function available({ world, shop }: Context, { inventoryItem }: Variant): number {
  return sum(world.inventory.list(shop.domain, inventoryItem.id).map(({ quantities }) => quantities.available.quantity));
}

export const productType: Record<string, FieldResolver> = {
  legacyResourceId: ({ id }: Product) => legacyId(id),
  description: ({ descriptionHtml }: Product) => descriptionHtml.replace(/<[^>]*>/g, ""),
  publishedAt: ({ status, createdAt }: Product) => (status === "ACTIVE" ? createdAt : null),
  variants: ({ variants }: Product, args: ConnectionArgs, context) => connect(variants, args, context),
  variantsCount: ({ variants }: Product) => ({ count: variants.length, precision: "EXACT" }),
  hasOnlyDefaultVariant: ({ variants }: Product) => variants.length === 1 && variants[0]?.title === "Default Title",
  hasOutOfStockVariants: ({ variants }: Product, _args, context) => variants.some((variant) => available(context, variant) <= 0),
  totalInventory: ({ variants }: Product, _args, context) => sum(variants.map((variant) => available(context, variant))),
  tracksInventory: ({ variants }: Product) => variants.some(({ inventoryItem }) => inventoryItem.tracked),
  isGiftCard: () => false,
  options: ({ options }: Product, { first }: { first?: number }) => firstOf(options, first).map((option, index) => ({ ...option, position: index + 1 })),
  featuredMedia: () => null,
  media: (_product: Product, args: ConnectionArgs, context) => connect([], args, context),
};

export const variantType: Record<string, FieldResolver> = {
  legacyResourceId: ({ id }: Variant) => legacyId(id),
  product: ({ id }: Variant, _args, context) => productOf(context, id),
  displayName: ({ id, title }: Variant, _args, context) => [productOf(context, id)?.title, title].filter((each) => each !== "Default Title").join(" - "),
  price: ({ price }: Variant, _args, context) => priceOf(price, context),
  compareAtPrice: ({ compareAtPrice }: Variant, _args, context) => (compareAtPrice === null ? null : priceOf(compareAtPrice, context)),
  position: ({ id }: Variant, _args, context) => (productOf(context, id)?.variants.findIndex((variant) => variant.id === id) ?? 0) + 1,
  inventoryQuantity: (variant: Variant, _args, context) => available(context, variant),
  sellableOnlineQuantity: (variant: Variant, _args, context) => available(context, variant),
  availableForSale: (variant: Variant, _args, context) => available(context, variant) > 0 || variant.inventoryPolicy === "CONTINUE" || !variant.inventoryItem.tracked,
  requiresComponents: () => false,
  selectedOptions: ({ id, optionValues }: Variant, _args, context) => {
    const options = productOf(context, id)?.options ?? [];
    return options.map(({ name }, index) => ({ name, value: optionValues[index] ?? "" }));
  },
  image: () => null,
};

export const soldLineType: Record<string, FieldResolver> = {
  variant: ({ variantId }: LineItem, _args, context) => (variantId ? (variantOf(context, variantId) ?? null) : null),
  product: ({ productId }: LineItem, _args, { world, shop }) => world.documents.find(shop.domain, "Product", productId) ?? null,
};
