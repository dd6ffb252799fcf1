import { addressOf } from "../orders/address-input.ts";
import { type Minor } from "../model/money.ts";
import { type Product, type Variant } from "../model/product.ts";
import { type Location, type Shop } from "../model/shop.ts";
import { type Change, commitChange } from "../state/change.ts";
import { type World } from "../state/world.ts";
import { Random } from "./random.ts";
import { goods } from "./words.ts";

const places: Record<string, { name: string; city: string; province: string; provinceCode: string; zip: string }[]> = {
  IN: [
    { name: "Bengaluru Warehouse", city: "Bengaluru", province: "Karnataka", provinceCode: "KA", zip: "560100" },
    { name: "Mumbai Store", city: "Mumbai", province: "Maharashtra", provinceCode: "MH", zip: "400050" },
  ],
  DE: [
    { name: "Berlin Warehouse", city: "Berlin", province: "Berlin", provinceCode: "BE", zip: "12489" },
    { name: "Hamburg Store", city: "Hamburg", province: "Hamburg", provinceCode: "HH", zip: "22765" },
  ],
};

/** Gives each store its locations and products with stock, the first time that it is started. */
export function furnishStores(world: World) {
  for (const shop of world.shops.values()) {
    if (world.documents.list(shop.domain, "Location").length > 0) continue;
    commitChange(world, shop, { actor: { kind: "system", staff: undefined }, silent: true }, (change) => {
      const locations = (places[shop.countryCode] ?? []).map((place) => addLocation(change, place));
      const random = new Random(world.options.seed);
      for (const good of goods) addProduct(change, good, locations, random);
    });
  }
}

function addLocation(change: Change, { name, city, province, provinceCode, zip }: (typeof places)[string][number]): Location {
  const { shop, now } = change;
  const location: Location = {
    id: change.id("Location"),
    name,
    active: true,
    fulfillsOnlineOrders: true,
    shipsInventory: true,
    createdAt: now,
    updatedAt: now,
    address: addressOf({ address1: "1 Example Park", city, province, provinceCode, zip, countryCode: shop.countryCode }),
  };
  change.world.documents.save(shop.domain, "Location", location);
  return location;
}

function addProduct(change: Change, good: (typeof goods)[number], locations: Location[], random: Random) {
  const { world, shop, now } = change;
  const id = change.id("Product");
  const price = priceIn(shop, good);
  const variants = good.values.map((value, index): Variant => {
    const variantId = change.id("ProductVariant");
    const sku = good.values.length > 1 ? `${good.stem}-${value.replace(/\W/g, "").slice(0, 4).toUpperCase()}` : good.stem;
    const item = { id: change.id("InventoryItem"), variantId, productId: id, sku, tracked: true, requiresShipping: true, cost: Math.round(price * 0.4), grams: good.grams, createdAt: now, updatedAt: now };
    const whole = price + index * Math.round(price * 0.1);
    return { id: variantId, productId: id, title: value, sku, barcode: null, price: whole, compareAtPrice: null, taxable: true, inventoryPolicy: "DENY", optionValues: [value], createdAt: now, updatedAt: now, inventoryItem: item };
  });
  const product: Product = {
    id,
    title: good.title,
    handle: good.title.toLowerCase().replaceAll(" ", "-"),
    status: "ACTIVE",
    vendor: shop.name,
    productType: good.type,
    descriptionHtml: "",
    tags: [],
    createdAt: now,
    updatedAt: now,
    options: [{ id: change.id("ProductOption"), name: good.option, values: [...good.values] }],
    variants,
  };
  const parts = [...variants.flatMap((variant) => [variant.id, variant.inventoryItem.id]), ...product.options.map((option) => option.id)];
  world.documents.save(shop.domain, "Product", product, parts);
  for (const { inventoryItem } of variants) {
    for (const location of locations) {
      world.inventory.connect(shop.domain, inventoryItem.id, location.id, now);
      world.inventory.add(shop.domain, inventoryItem.id, location.id, "available", random.between(500, 5000), now);
    }
  }
}

function priceIn({ currencyCode }: Shop, { inr, eur }: (typeof goods)[number]): Minor {
  return (currencyCode === "INR" ? inr : eur) * 100;
}
