import { type BulkOperation } from "../model/bulk-operation.ts";
import { type Gid, numericId, typeOfGid } from "../model/ids.ts";
import { type Product } from "../model/product.ts";
import { type Customer, type Location } from "../model/shop.ts";
import { type WebhookSubscription } from "../model/webhook-subscription.ts";
import { type Database } from "./database.ts";
import { everything, readPage, type PageRequest, type SqlCondition } from "./page.ts";

/** What is kept whole and found by its id. */
export interface Documents {
  BulkOperation: BulkOperation;
  Customer: Customer;
  Location: Location;
  Product: Product;
  WebhookSubscription: WebhookSubscription;
}

export class DocumentsTable {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  find<T extends keyof Documents>(shop: string, type: T, id: Gid | null): Documents[T] | undefined {
    const row = id && typeOfGid(id) === type && this.#db.get("select body from documents where gid = ? and shop = ?", id, shop);
    return row ? JSON.parse(String(row.body)) : undefined;
  }

  findByPart<T extends keyof Documents>(shop: string, type: T, part: Gid): Documents[T] | undefined {
    const row = this.#db.get("select body from documents where shop = ? and type = ? and gid = (select owner from parts where gid = ?)", shop, type, part);
    return row ? JSON.parse(String(row.body)) : undefined;
  }

  /** All of a type, oldest first. */
  list<T extends keyof Documents>(shop: string, type: T): Documents[T][] {
    return this.#db.all("select body from documents where shop = ? and type = ? order by id", shop, type).map((row) => JSON.parse(String(row.body)));
  }

  page<T extends keyof Documents>(shop: string, type: T, request: PageRequest, { where, values }: SqlCondition = everything) {
    const condition = { where: `type = ? and (${where})`, values: [type, ...values] };
    return readPage<Documents[T]>(this.#db, { table: "documents", shop, condition, request, read: (row) => JSON.parse(String(row.body)) });
  }

  save<T extends keyof Documents>(shop: string, type: T, document: Documents[T], parts: Gid[] = []) {
    const sql = "insert or replace into documents (gid, shop, type, id, body) values (?, ?, ?, ?, ?)";
    this.#db.run(sql, document.id, shop, type, numericId(document.id), JSON.stringify(document));
    for (const part of parts) this.#db.run("insert or ignore into parts (gid, owner) values (?, ?)", part, document.id);
  }

  remove(shop: string, id: Gid) {
    this.#db.run("delete from documents where gid = ? and shop = ?", id, shop);
  }
}
