import { type Gid } from "../model/ids.ts";
import { type Database, type Row } from "./database.ts";

/** One webhook on its way to one address; its retries are the same delivery. */
export interface Delivery {
  id: number;
  webhookId: string;
  eventId: string;
  shop: string;
  topic: string;
  address: string;
  body: string;
  apiVersion: string;
  name: string | null;
  triggeredAt: string;
  orderId: Gid | null;
  attempts: number;
  /** When it is to be tried next, in milliseconds; null once it is over. */
  nextAt: number | null;
  status: number | null;
  ms: number | null;
  error: string | null;
  finishedAt: number | null;
}

export type NewDelivery = Omit<Delivery, "id" | "attempts" | "status" | "ms" | "error" | "finishedAt">;

/** The webhooks that were sent or wait to be sent; what waits survives a restart. */
export class DeliveriesTable {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  add({ webhookId, eventId, shop, topic, address, body, apiVersion, name, triggeredAt, orderId, nextAt }: NewDelivery, lost?: string) {
    const sql = `insert into deliveries (webhook_id, event_id, shop, topic, address, body, api_version, name, triggered_at, order_gid, next_at, error)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
    this.#db.run(sql, webhookId, eventId, shop, topic, address, body, apiVersion, name, triggeredAt, orderId, lost ? null : nextAt, lost ?? null);
  }

  /** Those that are due, without the ones that are already under way. */
  due(now: number, limit: number, underWay: ReadonlySet<number>): Delivery[] {
    const rows = this.#db.all("select * from deliveries where next_at <= ? order by next_at limit ?", now, limit + underWay.size);
    return rows.map(deliveryOf).filter(({ id }) => !underWay.has(id)).slice(0, limit);
  }

  /** When the next one is due that is not under way. */
  nextAt(underWay: ReadonlySet<number>): number | undefined {
    const rows = this.#db.all("select id, next_at from deliveries where next_at is not null order by next_at limit ?", underWay.size + 1);
    const row = rows.find(({ id }) => !underWay.has(Number(id)));
    return row && Number(row.next_at);
  }

  /** How many wait for an attempt that is due before the given moment. */
  waiting(before: number): number {
    return Number(this.#db.get("select count(*) as n from deliveries where next_at <= ?", before)?.n);
  }

  record(id: number, result: { status: number | null; ms: number; error: string | null; nextAt: number | null; at: number }) {
    const sql = "update deliveries set attempts = attempts + 1, status = ?, ms = ?, error = ?, next_at = ?, finished_at = ? where id = ?";
    this.#db.run(sql, result.status, result.ms, result.error, result.nextAt, result.nextAt === null ? result.at : null, id);
  }

  /** Newest first. */
  list(filter: { shop?: string | undefined; topic?: string | undefined; orderId?: Gid | undefined; limit: number }): Delivery[] {
    const clauses = ["1"];
    const values: string[] = [];
    const add = (column: string, value: string | undefined) => value !== undefined && clauses.push(`${column} = ?`) && values.push(value);
    add("shop", filter.shop);
    add("topic", filter.topic);
    add("order_gid", filter.orderId);
    return this.#db.all(`select * from deliveries where ${clauses.join(" and ")} order by id desc limit ?`, ...values, filter.limit).map(deliveryOf);
  }

  /** Gives up all that waits for a shop. */
  abandon(shop: string, reason: string) {
    this.#db.run("update deliveries set next_at = null, error = ? where shop = ? and next_at is not null", reason, shop);
  }

  /** Forgets all but the newest that are over. */
  prune(keep: number) {
    this.#db.run("delete from deliveries where next_at is null and id < (select max(id) from deliveries) - ?", keep);
  }
}

function deliveryOf(row: Row): Delivery {
  const number = (name: string) => (row[name] === null ? null : Number(row[name]));
  const text = (name: string) => (row[name] === null ? null : String(row[name]));
  return {
    id: Number(row.id),
    webhookId: String(row.webhook_id),
    eventId: String(row.event_id),
    shop: String(row.shop),
    topic: String(row.topic),
    address: String(row.address),
    body: String(row.body),
    apiVersion: String(row.api_version),
    name: text("name"),
    triggeredAt: String(row.triggered_at),
    orderId: text("order_gid"),
    attempts: Number(row.attempts),
    nextAt: number("next_at"),
    status: number("status"),
    ms: number("ms"),
    error: text("error"),
    finishedAt: number("finished_at"),
  };
}
