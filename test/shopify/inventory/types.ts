import { connect, type ConnectionArgs } from "../admin-api/connection.ts";
import { type Context } from "../admin-api/context.ts";
import { notAnswered } from "../admin-api/errors.ts";
import { moneyV2 } from "../admin-api/money.ts";
import { type FieldResolver } from "../admin-api/resolvers.ts";
import { legacyId, type Gid } from "../model/ids.ts";
import { type InventoryItem } from "../model/product.ts";
import { type Location } from "../model/shop.ts";
import { sum } from "../model/money.ts";
import { variantOf } from "../products/types.ts";
import { type Level, onHandNames, storedNames } from "../state/inventory-table.ts";
import { levelId } from "./payload.ts";

interface LevelsArgs extends ConnectionArgs {
  includeInactive?: boolean;
  query?: string;
}

/** A level as the API knows it: with its own global id. */
function withId(level: Level) {
  return { ...level, id: levelId(level.itemId, level.locationId) };
}

export function findLevel({ world, shop }: Context, itemId: Gid, locationId: Gid) {
  const level = world.inventory.find(shop.domain, itemId, locationId);
  return level ? withId(level) : null;
}

export function quantityOf({ quantities }: Level, name: string): { quantity: number; updatedAt: string | null } {
  const stored = storedNames.find((each) => each === name);
  if (stored) return quantities[stored];
  return { quantity: sum(onHandNames.map((each) => quantities[each].quantity)), updatedAt: null };
}

export const itemType: Record<string, FieldResolver> = {
  legacyResourceId: ({ id }: InventoryItem) => legacyId(id),
  variant: ({ id }: InventoryItem, _args, context) => variantOf(context, id),
  variants: ({ id }: InventoryItem, args: ConnectionArgs, context) => connect([variantOf(context, id)].flatMap((variant) => variant ?? []), args, context),
  unitCost: ({ cost }: InventoryItem, _args, { shop }) => (cost === null ? null : moneyV2(cost, shop.currencyCode)),
  measurement: ({ id, grams }: InventoryItem) => ({ id: `gid://shopify/InventoryItemMeasurement/${legacyId(id)}`, weight: { value: grams, unit: "GRAMS" } }),
  locationsCount: ({ id }: InventoryItem, _args, { world, shop }) => ({ count: world.inventory.list(shop.domain, id).length, precision: "EXACT" }),
  inventoryLevel: ({ id }: InventoryItem, { locationId }: { locationId: Gid }, context) => findLevel(context, id, locationId),
  inventoryLevels: ({ id }: InventoryItem, { query, includeInactive: _all, ...args }: LevelsArgs, context) => {
    if (query) throw notAnswered("InventoryItem.inventoryLevels(query:)");
    return connect(context.world.inventory.list(context.shop.domain, id).map(withId), args, context);
  },
};

export const levelType: Record<string, FieldResolver> = {
  item: ({ itemId }: Level, _args, context) => variantOf(context, itemId)?.inventoryItem,
  location: ({ locationId }: Level, _args, { world, shop }) => world.documents.find(shop.domain, "Location", locationId),
  isActive: () => true,
  quantities: (level: Level, { names }: { names: string[] }) => {
    const known = [...storedNames, "on_hand"];
    const unknown = names.find((name) => !known.includes(name));
    if (unknown) throw notAnswered(`the quantity name '${unknown}'`, `Shopify has ${known.join(", ")}`);
    return names.map((name) => ({ id: `gid://shopify/InventoryQuantity/${legacyId(level.itemId)}?name=${name}`, name, ...quantityOf(level, name) }));
  },
};

/** What locations have by stocking things. */
export const stockingLocationType: Record<string, FieldResolver> = {
  inventoryLevel: ({ id }: Location, { inventoryItemId }: { inventoryItemId: Gid }, context) => findLevel(context, inventoryItemId, id),
  inventoryLevels: ({ id }: Location, { query, includeInactive: _all, ...args }: LevelsArgs, context) => {
    if (query) throw notAnswered("Location.inventoryLevels(query:)");
    const { world, shop } = context;
    const levels = world.inventory.items(shop.domain, id).flatMap((itemId) => world.inventory.find(shop.domain, itemId, id) ?? []);
    // All levels of a location share its number: their items tell them apart.
    return connect(levels.map((level) => ({ ...withId(level), id: `gid://shopify/InventoryLevel/${legacyId(level.itemId)}` })), args, context);
  },
};

export const quantityNames = [
  { name: "available", displayName: "Available", isInUse: true, belongsTo: ["on_hand"], comprises: [] },
  { name: "committed", displayName: "Committed", isInUse: true, belongsTo: ["on_hand"], comprises: [] },
  { name: "damaged", displayName: "Damaged", isInUse: false, belongsTo: ["on_hand"], comprises: [] },
  { name: "incoming", displayName: "Incoming", isInUse: false, belongsTo: [], comprises: [] },
  { name: "on_hand", displayName: "On hand", isInUse: true, belongsTo: [], comprises: [...onHandNames] },
  { name: "quality_control", displayName: "Quality control", isInUse: false, belongsTo: ["on_hand"], comprises: [] },
  { name: "reserved", displayName: "Reserved", isInUse: true, belongsTo: ["on_hand"], comprises: [] },
  { name: "safety_stock", displayName: "Safety stock", isInUse: false, belongsTo: ["on_hand"], comprises: [] },
];
