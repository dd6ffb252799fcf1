import { legacyId, numericId, type Gid } from "../model/ids.ts";
import { inZone } from "../model/time.ts";
import { type Change } from "../state/change.ts";

/** The global id of a level: its location's number and its item's, as Shopify writes it. */
export function levelId(itemId: Gid, locationId: Gid): Gid {
  return `gid://shopify/InventoryLevel/${legacyId(locationId)}?inventory_item_id=${legacyId(itemId)}`;
}

/** The body of `inventory_levels/update` and `connect`. */
export function levelPayload({ world, shop, now }: Change, itemId: Gid, locationId: Gid) {
  const level = world.inventory.find(shop.domain, itemId, locationId);
  return {
    inventory_item_id: numericId(itemId),
    location_id: numericId(locationId),
    available: level?.quantities.available.quantity ?? 0,
    updated_at: inZone(level?.updatedAt ?? now, shop.timeZone),
    admin_graphql_api_id: levelId(itemId, locationId),
  };
}
