import { type Ctx, inTransaction, isTx, shopContext, type Tx } from "#app/platform/ctx.ts";
import { DomainError } from "#app/platform/errors.ts";
import { asShop } from "#app/platform/savepoint.ts";
import type { ReasonCode, ResolutionAction } from "./schema.ts";

/** An exception as the database has it. */
export interface Exception {
  shop: string;
  id: string;
  idempotency_key: string;
  raw_id: string;
  first_raw_id: string;
  last_raw_id: string;
  reason_code: ReasonCode;
  reason_details: Record<string, unknown>;
  event_type: string;
  order_id: bigint | null;
  summary: string;
  status: "open" | "resolved";
  replay_attempts: number;
  opened_at: Date;
  resolved_at: Date | null;
  action: ResolutionAction | null;
  resolved_by: string | null;
  resolved_by_caller: string | null;
  resolution_notes: string | null;
  canonical_raw_id: string | null;
  override_patch: unknown;
  rule_id: string | null;
}

/** A caller's context that is not for one shop. */
const allShops = "*";

/** Whether a context is that of an operator for all shops. */
export function isForAllShops({ shop }: Ctx): boolean {
  return shop === allShops;
}

/** The shop of an exception; the caller's own, or for an operator of all shops that which has it. Throws `not_found`. */
export async function shopOfException(ctx: Ctx, id: string): Promise<string> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) throw notFound();
  const sql = isForAllShops(ctx) ? ctx.database.system : ctx.sql;
  const [row] = await sql<{ shop: string }>`select shop from exceptions where id = ${id} and (shop = ${ctx.shop} or ${ctx.shop} = ${allShops})`;
  if (!row) throw notFound();
  return row.shop;
}

/** Runs `run` in a transaction on one shop's rows, for a caller of that shop or of all. */
export function inShop<T>(ctx: Ctx, shop: string, run: (tx: Tx) => Promise<T>): Promise<T> {
  if (ctx.shop === shop) return inTransaction(ctx, run);
  if (isTx(ctx)) return inTransaction(ctx, (tx) => asShop(tx, shop, run));
  return inTransaction(shopContext(ctx, shop, ctx.actor), run);
}

/** Locks an exception: the ledger's row of its event first, as whoever processes the event does. Throws `not_found`. */
export async function lockException(tx: Tx, id: string): Promise<Exception> {
  const [found] = await tx.sql<{ idempotency_key: string }>`select idempotency_key from exceptions where shop = ${tx.shop} and id = ${id}`;
  if (!found) throw notFound();
  await tx.sql`select 1 from events_processed where shop = ${tx.shop} and idempotency_key = ${found.idempotency_key} for update`;
  const [exception] = await tx.sql<Exception>`select * from exceptions where shop = ${tx.shop} and id = ${id} for update`;
  if (!exception) throw notFound();
  return exception;
}

/** The same, of one that has not been decided; throws ALREADY_RESOLVED. */
export async function lockOpenException(tx: Tx, id: string): Promise<Exception> {
  const exception = await lockException(tx, id);
  if (exception.status === "open") return exception;
  throw new DomainError("conflict", "ALREADY_RESOLVED", { message: `This exception was resolved by ${exception.resolved_by ?? "somebody"} already.`, resolved_at: exception.resolved_at?.toISOString() });
}

export function notFound(): DomainError {
  return new DomainError("not_found", "EXCEPTION_NOT_FOUND", { message: "There is no such exception." });
}
