import { invalidId } from "../admin-api/errors.ts";
import { findable } from "../admin-api/node.ts";
import { type Resolvers } from "../admin-api/resolvers.ts";
import { type Context } from "../admin-api/context.ts";
import { typeOfGid, type Gid } from "../model/ids.ts";
import { variantOf } from "../products/types.ts";
import { type AdjustInput, type AdjustmentChange, type AdjustmentGroup, adjustQuantities, type MoveInput, moveQuantities, type SetInput, setQuantities } from "./adjust-quantities.ts";
import { findLevel, itemType, levelType, quantityNames, stockingLocationType } from "./types.ts";

findable("InventoryItem", (context, id) => variantOf(context, id)?.inventoryItem);
findable("InventoryLevel", (context, id) => {
  const [, location, item] = /InventoryLevel\/(\d+)\?inventory_item_id=(\d+)/.exec(id) ?? [];
  return location && item ? findLevel(context, `gid://shopify/InventoryItem/${item}`, `gid://shopify/Location/${location}`) : undefined;
});

export const inventoryResolvers: Resolvers = {
  types: {
    InventoryItem: itemType,
    InventoryLevel: levelType,
    Location: stockingLocationType,
    InventoryAdjustmentGroup: {
      changes: ({ changes }: AdjustmentGroup) => changes,
      staffMember: () => null,
    },
    InventoryChange: {
      item: ({ itemId }: AdjustmentChange, _args, context: Context) => variantOf(context, itemId)?.inventoryItem ?? null,
      location: ({ locationId }: AdjustmentChange, _args, { world, shop }) => world.documents.find(shop.domain, "Location", locationId) ?? null,
      quantityAfterChange: () => null,
    },
  },
  queries: {
    inventoryItem: (_source, { id }: { id: Gid }, context) => {
      if (typeOfGid(id) !== "InventoryItem") throw invalidId(id);
      return variantOf(context, id)?.inventoryItem ?? null;
    },
    inventoryProperties: () => ({ quantityNames }),
  },
  mutations: {
    inventoryMoveQuantities: (change, { input }: { input: MoveInput }, context) => ({ inventoryAdjustmentGroup: moveQuantities(change, input, context) }),
    inventoryAdjustQuantities: (change, { input }: { input: AdjustInput }, context) => ({ inventoryAdjustmentGroup: adjustQuantities(change, input, context) }),
    inventorySetQuantities: (change, { input }: { input: SetInput }, context) => ({ inventoryAdjustmentGroup: setQuantities(change, input, context) }),
  },
  scopes: {
    "Mutation.inventoryMoveQuantities": ["write_inventory"],
    "Mutation.inventoryAdjustQuantities": ["write_inventory"],
    "Mutation.inventorySetQuantities": ["write_inventory"],
    "QueryRoot.inventoryItem": ["read_inventory"],
    "QueryRoot.inventoryProperties": ["read_inventory"],
    "InventoryItem.inventoryLevels": ["read_inventory"],
    "InventoryItem.inventoryLevel": ["read_inventory"],
    "ProductVariant.inventoryItem": ["read_inventory"],
    "Location.inventoryLevels": ["read_inventory"],
  },
};
