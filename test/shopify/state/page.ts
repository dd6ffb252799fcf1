import { type SQLInputValue } from "node:sqlite";
import { type Database, type Row } from "./database.ts";

export interface SqlCondition {
  where: string;
  values: SQLInputValue[];
}

export const everything: SqlCondition = { where: "1", values: [] };

export interface PageRequest {
  /** The column to sort by; ties go by id. */
  sort: string;
  reverse: boolean;
  /** How many rows, counted from the start (`forward`) or from the end. */
  limit: number;
  forward: boolean;
  after?: Position;
  before?: Position;
}

/** Where a row stands in its order. */
export interface Position {
  value: string | number | null;
  id: number;
}

export interface Page<T> {
  rows: { node: T; position: Position }[];
  hasNextPage: boolean;
  hasPreviousPage: boolean;
}

interface PageSource<T> {
  table: "orders" | "documents";
  shop: string;
  condition: SqlCondition;
  request: PageRequest;
  read: (row: Row) => T;
}

/** Reads one page by keyset, so that its cost does not grow with its depth. */
export function readPage<T>(db: Database, { table, shop, condition, request, read }: PageSource<T>): Page<T> {
  const { sort, limit, forward, after, before } = request;
  const descending = request.reverse === forward;
  const clauses = ["shop = ?", `(${condition.where})`];
  const values: SQLInputValue[] = [shop, ...condition.values];
  const key = sort === "id" ? "id" : `ifnull(${sort}, '')`;
  const bound = (position: Position, operator: "<" | ">") => {
    clauses.push(sort === "id" ? `id ${operator} ?` : `(${sort}, id) ${operator} (?, ?)`);
    values.push(...(sort === "id" ? [position.id] : [position.value, position.id]));
  };
  if (after) bound(after, request.reverse ? "<" : ">");
  if (before) bound(before, request.reverse ? ">" : "<");

  const direction = descending ? "desc" : "asc";
  const order = sort === "id" ? `id ${direction}` : `${sort} ${direction}, id ${direction}`;
  const sql = `select body, id, ${key} as sort_value from ${table} where ${clauses.join(" and ")} order by ${order} limit ?`;
  const found = db.all(sql, ...values, limit + 1);
  const more = found.length > limit;
  const rows = found.slice(0, limit).map((row) => ({ node: read(row), position: { value: row.sort_value ?? null, id: Number(row.id) } }));
  if (!forward) rows.reverse();
  return { rows, hasNextPage: forward ? more : before !== undefined, hasPreviousPage: forward ? after !== undefined : more };
}
