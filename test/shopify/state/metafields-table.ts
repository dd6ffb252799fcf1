import { type Gid, toGid } from "../model/ids.ts";
import { type Database, type Row } from "./database.ts";

export interface Metafield {
  id: Gid;
  ownerId: Gid;
  namespace: string;
  key: string;
  type: string;
  value: string;
  createdAt: string;
  updatedAt: string;
}

export class MetafieldsTable {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  list(shop: string, owner: Gid): Metafield[] {
    return this.#db.all("select * from metafields where shop = ? and owner = ? order by id", shop, owner).map(metafieldOf);
  }

  find(shop: string, owner: Gid, namespace: string, key: string): Metafield | undefined {
    const row = this.#db.get("select * from metafields where shop = ? and owner = ? and namespace = ? and key = ?", shop, owner, namespace, key);
    return row && metafieldOf(row);
  }

  save(shop: string, { id, ownerId, namespace, key, type, value, createdAt, updatedAt }: Metafield) {
    const sql = "insert or replace into metafields (shop, owner, namespace, key, id, type, value, created_at, updated_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)";
    this.#db.run(sql, shop, ownerId, namespace, key, Number(id.slice(id.lastIndexOf("/") + 1)), type, value, createdAt, updatedAt);
  }

  remove(shop: string, owner: Gid, namespace: string, key: string): boolean {
    return this.#db.run("delete from metafields where shop = ? and owner = ? and namespace = ? and key = ?", shop, owner, namespace, key) > 0;
  }
}

function metafieldOf(row: Row): Metafield {
  const text = (name: string) => String(row[name]);
  const { id } = row;
  return {
    id: toGid("Metafield", Number(id)),
    ownerId: text("owner"),
    namespace: text("namespace"),
    key: text("key"),
    type: text("type"),
    value: text("value"),
    createdAt: text("created_at"),
    updatedAt: text("updated_at"),
  };
}
