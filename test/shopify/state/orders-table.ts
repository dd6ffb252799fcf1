import { type SQLInputValue } from "node:sqlite";
import { type Gid, numericId, typeOfGid } from "../model/ids.ts";
import { type Order, type OrderPart } from "../model/order.ts";
import { financialStatusOf, fulfillmentStatusOf, gatewaysOf, returnStatusOf } from "../model/order-status.ts";
import { totalsOf } from "../model/order-totals.ts";
import { type Database, type Row } from "./database.ts";
import { readPage, type PageRequest, type SqlCondition } from "./page.ts";

/** The orders of all shops. */
export class OrdersTable {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  find(shop: string, id: Gid): Order | undefined {
    return orderOf(this.#db.get("select body from orders where gid = ? and shop = ?", id, shop));
  }

  /** The order that a fulfilment, line item, return, … is part of. */
  findByPart(shop: string, part: Gid): Order | undefined {
    const row = this.#db.get("select body from orders where shop = ? and gid = (select owner from parts where gid = ?)", shop, part);
    return orderOf(row);
  }

  findByName(shop: string, name: string): Order | undefined {
    return orderOf(this.#db.get("select body from orders where shop = ? and name = ?", shop, name));
  }

  page(shop: string, condition: SqlCondition, request: PageRequest) {
    return readPage(this.#db, { table: "orders", shop, condition, request, read: (row) => orderOf(row)! });
  }

  count(shop: string, { where, values }: SqlCondition, limit: number | null): number {
    const row = this.#db.get(`select count(*) as n from (select 1 from orders where shop = ? and (${where}) limit ?)`, shop, ...values, limit ?? -1);
    return Number(row?.n);
  }

  save(shop: string, order: Order, customer: { name: string } | undefined) {
    const { total } = totalsOf(order);
    const quantity = order.lineItems.reduce((units, line) => units + line.quantity, 0);
    const list = (values: (string | null)[]) => `,${values.filter(Boolean).join(",").toLowerCase()},`;
    const columns: Record<string, SQLInputValue> = {
      gid: order.id,
      shop,
      id: numericId(order.id),
      number: order.number,
      name: order.name,
      created_at: order.createdAt,
      updated_at: order.updatedAt,
      processed_at: order.processedAt,
      status: order.cancelledAt ? "cancelled" : order.closedAt ? "closed" : "open",
      financial_status: financialStatusOf(order)?.toLowerCase() ?? null,
      fulfillment_status: fulfillmentStatusOf(order).toLowerCase(),
      return_status: returnStatusOf(order),
      email: order.email,
      customer: customer?.name ?? null,
      customer_id: order.customerId ? numericId(order.customerId) : null,
      tags: list(order.tags),
      gateways: list(gatewaysOf(order)),
      skus: list(order.lineItems.map(({ sku }) => sku)),
      source_name: order.sourceName,
      test: order.test ? 1 : 0,
      total,
      quantity,
      body: JSON.stringify(order),
    };
    const names = Object.keys(columns);
    this.#db.run(`insert or replace into orders (${names.join(", ")}) values (${names.map(() => "?").join(", ")})`, ...Object.values(columns));
    for (const part of partsOf(order)) this.#db.run("insert or ignore into parts (gid, owner) values (?, ?)", part, order.id);
  }
}

function orderOf(row: Row | undefined): Order | undefined {
  return row ? JSON.parse(String(row.body)) : undefined;
}

/** The ids of everything in an order that has one. */
function partsOf(order: Order): Gid[] {
  const found: Gid[] = [];
  const visit = (value: unknown) => {
    if (Array.isArray(value)) return value.forEach(visit);
    if (value === null || typeof value !== "object") return;
    if (isPart(value) && typeOfGid(value.id)) found.push(value.id);
    Object.values(value).forEach(visit);
  };
  const { id: _own, ...rest } = order;
  visit(rest);
  return found;
}

function isPart(value: object): value is OrderPart {
  return "id" in value && typeof value.id === "string";
}
