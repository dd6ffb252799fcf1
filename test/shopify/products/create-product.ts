import { notAnswered, refuse, type UserError, UserErrors } from "../admin-api/errors.ts";
import { addQuantity, emitLevel } from "../inventory/stock.ts";
import { type Gid } from "../model/ids.ts";
import { parseAmount } from "../model/money.ts";
import { type Product, type Variant } from "../model/product.ts";
import { type Change } from "../state/change.ts";
import { keepProduct } from "./keep.ts";
import { inventoryItemPayload } from "./payload.ts";

export interface ProductInput {
  id?: Gid | null;
  title?: string | null;
  handle?: string | null;
  descriptionHtml?: string | null;
  vendor?: string | null;
  productType?: string | null;
  status?: Product["status"] | null;
  tags?: string[] | null;
  productOptions?: { name?: string | null; values?: { name?: string | null }[] | null }[] | null;
}

export interface VariantInput {
  price?: string | number | null;
  compareAtPrice?: string | number | null;
  barcode?: string | null;
  taxable?: boolean | null;
  inventoryPolicy?: Variant["inventoryPolicy"] | null;
  optionValues?: { optionName?: string | null; name?: string | null }[] | null;
  inventoryItem?: { sku?: string | null; tracked?: boolean | null; requiresShipping?: boolean | null; cost?: string | number | null } | null;
  inventoryQuantities?: { locationId: Gid; availableQuantity: number }[] | null;
}

const untaken = ["category", "collectionsToJoin", "giftCard", "metafields", "seo", "requiresSellingPlan", "combinedListingRole"];

/** Makes a product with the one variant that Shopify makes of the first value of each option. */
export function createProduct(change: Change, input: ProductInput): Product {
  checkInput(input, "productCreate");
  if (!input.title) refuse(["title"], "Title can't be blank");
  const { now } = change;
  const options = (input.productOptions ?? []).map(({ name, values }) => ({ id: change.id("ProductOption"), name: name ?? "", values: (values ?? []).map((value) => value.name ?? "") }));
  const product: Product = {
    id: change.id("Product"),
    title: input.title,
    handle: input.handle ?? input.title.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, ""),
    status: input.status ?? "ACTIVE",
    vendor: input.vendor ?? change.shop.name,
    productType: input.productType ?? "",
    descriptionHtml: input.descriptionHtml ?? "",
    tags: input.tags ?? [],
    createdAt: now,
    updatedAt: now,
    options: options.length > 0 ? options : [{ id: change.id("ProductOption"), name: "Title", values: ["Default Title"] }],
    variants: [],
  };
  product.variants.push(newVariant(change, product, product.options.map(({ values }) => values[0] ?? ""), {}));
  keepProduct(change, product, "products/create");
  return product;
}

/** Writes what the input names, and leaves the rest. */
export function updateProduct(change: Change, input: ProductInput): Product {
  checkInput(input, "productUpdate");
  const product = change.world.documents.find(change.shop.domain, "Product", input.id ?? null) ?? refuse(["id"], "Product does not exist");
  const { title, handle, descriptionHtml, vendor, productType, status, tags } = input;
  const given = Object.entries({ title, handle, descriptionHtml, vendor, productType, status, tags }).filter(([, value]) => value !== undefined && value !== null);
  Object.assign(product, Object.fromEntries(given));
  keepProduct(change, product);
  return product;
}

/** Adds variants, all or none. */
export function createVariants(change: Change, productId: Gid, inputs: VariantInput[], dropDefault: boolean): { product: Product; productVariants: Variant[] } {
  const product = change.world.documents.find(change.shop.domain, "Product", productId) ?? refuse(["productId"], "Product does not exist", "PRODUCT_DOES_NOT_EXIST");
  const errors: UserError[] = [];
  const made = inputs.map((input, index) => {
    const values = product.options.map(({ name }) => input.optionValues?.find(({ optionName }) => optionName === name)?.name ?? undefined);
    const missing = product.options.findIndex((_option, position) => values[position] === undefined);
    if (missing >= 0) errors.push({ field: ["variants", String(index)], message: `You need to add option values for ${product.options[missing]?.name}`, code: "NEED_TO_ADD_OPTION_VALUES" });
    return newVariant(change, product, values.map((value) => value ?? ""), input);
  });
  if (errors.length > 0) throw new UserErrors(errors);
  if (dropDefault && product.variants[0]?.title === "Default Title") product.variants = [];
  product.variants.push(...made);
  product.options.forEach((option, position) => (option.values = [...new Set(product.variants.map(({ optionValues }) => optionValues[position] ?? ""))]));
  keepProduct(change, product);
  made.forEach((variant, index) => stock(change, variant, inputs[index]?.inventoryQuantities ?? []));
  return { product, productVariants: made };
}

function checkInput(input: ProductInput, name: string) {
  for (const field of untaken) if (field in input) throw notAnswered(`${name}(product: { ${field} })`, "it does not keep that");
}

function newVariant(change: Change, product: Product, optionValues: string[], input: VariantInput): Variant {
  const { now, shop } = change;
  const amount = (value: string | number | null | undefined) => (value === null || value === undefined ? null : (parseAmount(value, shop.currencyCode) ?? null));
  const id = change.id("ProductVariant");
  const sku = input.inventoryItem?.sku ?? null;
  const item = {
    id: change.id("InventoryItem"),
    variantId: id,
    productId: product.id,
    sku,
    tracked: input.inventoryItem?.tracked ?? true,
    requiresShipping: input.inventoryItem?.requiresShipping ?? true,
    cost: amount(input.inventoryItem?.cost),
    grams: 0,
    createdAt: now,
    updatedAt: now,
  };
  change.emit("inventory_items/create", item.id, () => inventoryItemPayload(change, item));
  return {
    id,
    productId: product.id,
    title: optionValues.join(" / "),
    sku,
    barcode: input.barcode ?? null,
    price: amount(input.price) ?? 0,
    compareAtPrice: amount(input.compareAtPrice),
    taxable: input.taxable ?? true,
    inventoryPolicy: input.inventoryPolicy ?? "DENY",
    optionValues,
    createdAt: now,
    updatedAt: now,
    inventoryItem: item,
  };
}

function stock(change: Change, { inventoryItem }: Variant, levels: { locationId: Gid; availableQuantity: number }[]) {
  const { world, shop, now } = change;
  const first = world.documents.list(shop.domain, "Location")[0];
  const wanted = levels.length > 0 ? levels : first ? [{ locationId: first.id, availableQuantity: 0 }] : [];
  for (const { locationId, availableQuantity } of wanted) {
    world.inventory.connect(shop.domain, inventoryItem.id, locationId, now);
    emitLevel(change, inventoryItem.id, locationId, "inventory_levels/connect");
    if (availableQuantity !== 0) addQuantity(change, inventoryItem.id, locationId, "available", availableQuantity);
  }
}
