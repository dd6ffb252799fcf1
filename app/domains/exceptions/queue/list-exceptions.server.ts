import type { Ctx } from "#app/platform/ctx.ts";
import { DomainError } from "#app/platform/errors.ts";
import { toGid } from "#app/platform/shopify/ids.ts";
import { join, type Part, part } from "#app/platform/sql.ts";
import { type Exception, isForAllShops } from "../find-exception.server.ts";
import type { ExceptionRow, ExceptionsPage, ListExceptions } from "../schema.ts";

/** A page of the exceptions queue, newest first; for an operator of all shops, of all of them. (Contract, section 2.) */
export async function listExceptions(ctx: Ctx, query: ListExceptions): Promise<ExceptionsPage> {
  const sql = isForAllShops(ctx) ? ctx.database.system : ctx.sql;
  const filter = join(conditions(ctx, query), " and ");
  const after = query.cursor === undefined ? part`` : placeAfter(query.cursor);
  const [rows, [count]] = await Promise.all([
    sql<Exception>`
      select shop, id, reason_code, event_type, idempotency_key, status, opened_at, resolved_at, replay_attempts, summary, order_id
      from exceptions x where ${filter} ${after} order by opened_at desc, id desc limit ${query.limit + 1}`,
    sql<{ total: number }>`select count(*)::int as total from exceptions x where ${filter}`,
  ]);
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  return { exceptions: page.map(rowView), total: count?.total ?? 0, next_cursor: rows.length > query.limit && last ? cursorOf(last) : null };
}

function conditions(ctx: Ctx, { status, reason_code, event_type, q }: ListExceptions): Part[] {
  const list = [isForAllShops(ctx) ? part`true` : part`x.shop = ${ctx.shop}`];
  if (status !== "all") list.push(part`x.status = ${status}`);
  if (reason_code) list.push(part`x.reason_code = ${reason_code}`);
  if (event_type) list.push(part`x.event_type = ${event_type}`);
  if (q) {
    const pattern = `%${q.replace(/[\\%_]/g, "\\$&")}%`;
    list.push(part`(x.idempotency_key ilike ${pattern} or x.summary ilike ${pattern} or x.event_type ilike ${pattern} or x.id::text = ${q.toLowerCase()} or x.order_id::text = ${q}
      or exists (select from orders o where o.shop = x.shop and o.id = x.order_id and o.name ilike ${pattern}))`);
  }
  return list;
}

/** An exception as a row of the queue. */
export function rowView(row: Exception): ExceptionRow {
  return {
    exception_id: row.id,
    tenant: row.shop,
    reason_code: row.reason_code,
    event_type: row.event_type,
    idempotency_key: row.idempotency_key,
    status: row.status,
    opened_at: row.opened_at.toISOString(),
    resolved_at: row.resolved_at?.toISOString() ?? null,
    replay_attempts: row.replay_attempts,
    summary: row.summary,
    order_id: row.order_id === null ? null : toGid("Order", row.order_id),
  };
}

function cursorOf({ opened_at, id }: Pick<Exception, "opened_at" | "id">): string {
  return Buffer.from(`${opened_at.toISOString()} ${id}`).toString("base64url");
}

function placeAfter(cursor: string): Part {
  const [, openedAt, id] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(Buffer.from(cursor, "base64url").toString()) ?? [];
  if (!openedAt || !id || Number.isNaN(Date.parse(openedAt))) throw new DomainError("malformed", "INVALID_QUERY", { message: "cursor: is not a cursor of this list", errors: [{ path: "cursor", message: "is not a cursor of this list" }] });
  return part`and (x.opened_at, x.id) < (${openedAt}::timestamptz, ${id}::uuid)`;
}
