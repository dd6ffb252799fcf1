import { type Gid } from "../model/ids.ts";
import { type Instant } from "../model/time.ts";
import { type Database } from "./database.ts";

/** The quantities that are stored; `on_hand` is the sum of those that it comprises. */
export const storedNames = ["available", "committed", "damaged", "incoming", "quality_control", "reserved", "safety_stock"] as const;
export type StoredName = (typeof storedNames)[number];
export const onHandNames: readonly StoredName[] = ["available", "committed", "reserved", "damaged", "safety_stock", "quality_control"];

export interface Level {
  itemId: Gid;
  locationId: Gid;
  updatedAt: Instant;
  quantities: Record<StoredName, { quantity: number; updatedAt: Instant }>;
}

/** How many units of an inventory item each location has, by name. */
export class InventoryTable {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Starts stocking an item at a location, with nothing there yet. */
  connect(shop: string, itemId: Gid, locationId: Gid, now: Instant) {
    for (const name of storedNames) {
      this.#db.run("insert or ignore into inventory (shop, item, location, name, quantity, updated_at) values (?, ?, ?, ?, 0, ?)", shop, itemId, locationId, name, now);
    }
  }

  find(shop: string, itemId: Gid, locationId: Gid): Level | undefined {
    return this.list(shop, itemId).find((level) => level.locationId === locationId);
  }

  list(shop: string, itemId: Gid): Level[] {
    const rows = this.#db.all("select location, name, quantity, updated_at from inventory where shop = ? and item = ? order by location", shop, itemId);
    const levels = Map.groupBy(rows, ({ location }) => String(location));
    return [...levels].map(([locationId, entries]) => {
      const quantities = Object.fromEntries(entries.map((row) => [row.name, { quantity: Number(row.quantity), updatedAt: String(row.updated_at) }]));
      const updatedAt = entries.map((row) => String(row.updated_at)).reduce((latest, each) => (each > latest ? each : latest));
      return { itemId, locationId, updatedAt, quantities: quantities as Level["quantities"] };
    });
  }

  items(shop: string, locationId: Gid): Gid[] {
    return this.#db.all("select distinct item from inventory where shop = ? and location = ? order by item", shop, locationId).map((row) => String(row.item));
  }

  /** Adds to a quantity and gives what it is afterwards. Throws when the item is not stocked there. */
  add(shop: string, itemId: Gid, locationId: Gid, name: StoredName, delta: number, now: Instant): number {
    const sql = "update inventory set quantity = quantity + ?, updated_at = ? where shop = ? and item = ? and location = ? and name = ? returning quantity";
    const row = this.#db.get(sql, delta, now, shop, itemId, locationId, name);
    if (!row) throw new Error(`${itemId} is not stocked at ${locationId}`);
    return Number(row.quantity);
  }

  disconnect(shop: string, itemId: Gid, locationId: Gid) {
    this.#db.run("delete from inventory where shop = ? and item = ? and location = ?", shop, itemId, locationId);
  }
}
