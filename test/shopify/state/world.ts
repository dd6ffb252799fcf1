import { join } from "node:path";
import { type LocalShopifyOptions } from "../options.ts";
import { type Gid, toGid } from "../model/ids.ts";
import { type Shop } from "../model/shop.ts";
import { type Instant, toInstant } from "../model/time.ts";
import { Database } from "./database.ts";
import { DeliveriesTable } from "./deliveries-table.ts";
import { DocumentsTable } from "./documents-table.ts";
import { noFaults } from "./faults.ts";
import { InventoryTable } from "./inventory-table.ts";
import { MetafieldsTable } from "./metafields-table.ts";
import { OrdersTable } from "./orders-table.ts";
import { RequestLog } from "./request-log.ts";
import { shops } from "./shops.ts";
import { TokensTable } from "./tokens-table.ts";

/** Everything that this Shopify knows: its shops and what is in them, the app's tokens, and what is to go wrong. */
export class World {
  readonly options: LocalShopifyOptions;
  readonly db: Database;
  readonly shops: ReadonlyMap<string, Shop>;
  readonly orders: OrdersTable;
  readonly documents: DocumentsTable;
  readonly inventory: InventoryTable;
  readonly metafields: MetafieldsTable;
  readonly tokens: TokensTable;
  readonly deliveries: DeliveriesTable;
  readonly requests = new RequestLog();
  /** Jobs that were started, and whether they are done. */
  readonly jobs = new Map<Gid, boolean>();
  readonly cancelling = new Set<Gid>();
  /** The Flow triggers that the app fired. */
  readonly flowTriggers: { at: Instant; shop: string; handle: string; payload: unknown }[] = [];
  faults = noFaults();
  /** Begins to run a bulk operation; whoever runs them says how. */
  startBulk: (shop: string, id: Gid) => void = () => {};
  /** The address under which this server is reached; known once it listens. */
  url = "";

  constructor(options: LocalShopifyOptions) {
    this.options = options;
    this.db = new Database(options.dataDir ? join(options.dataDir, "shopify", "state.sqlite") : ":memory:");
    this.shops = new Map(shops(options.plus).map((shop) => [shop.domain, shop]));
    this.orders = new OrdersTable(this.db);
    this.documents = new DocumentsTable(this.db);
    this.inventory = new InventoryTable(this.db);
    this.metafields = new MetafieldsTable(this.db);
    this.tokens = new TokensTable(this.db);
    this.deliveries = new DeliveriesTable(this.db);
  }

  now(): Instant {
    return toInstant(this.options.now());
  }

  newId(type: string): Gid {
    return toGid(type, this.db.next("id", 6_100_000_000_001));
  }

  /** Accepts `demo` as well as `demo.myshopify.com`. */
  findShop(name: string): Shop | undefined {
    return this.shops.get(name) ?? this.shops.get(`${name}.myshopify.com`);
  }
}
