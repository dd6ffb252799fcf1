import { invalidId } from "../admin-api/errors.ts";
import { findable } from "../admin-api/node.ts";
import { type Resolvers } from "../admin-api/resolvers.ts";
import { typeOfGid, type Gid } from "../model/ids.ts";
import { variantOf } from "../products/types.ts";
import { findLevel, itemType, levelType, quantityNames, stockingLocationType } from "./types.ts";

findable("InventoryItem", (context, id) => variantOf(context, id)?.inventoryItem);
findable("InventoryLevel", (context, id) => {
  const [, location, item] = /InventoryLevel\/(\d+)\?inventory_item_id=(\d+)/.exec(id) ?? [];
  return location && item ? findLevel(context, `gid://shopify/InventoryItem/${item}`, `gid://shopify/Location/${location}`) : undefined;
});

export const inventoryResolvers: Resolvers = {
  types: { InventoryItem: itemType, InventoryLevel: levelType, Location: stockingLocationType },
  queries: {
    inventoryItem: (_source, { id }: { id: Gid }, context) => {
      if (typeOfGid(id) !== "InventoryItem") throw invalidId(id);
      return variantOf(context, id)?.inventoryItem ?? null;
    },
    inventoryProperties: () => ({ quantityNames }),
  },
  scopes: {
    "QueryRoot.inventoryItem": ["read_inventory"],
    "QueryRoot.inventoryProperties": ["read_inventory"],
    "InventoryItem.inventoryLevels": ["read_inventory"],
    "InventoryItem.inventoryLevel": ["read_inventory"],
    "ProductVariant.inventoryItem": ["read_inventory"],
    "Location.inventoryLevels": ["read_inventory"],
  },
};
