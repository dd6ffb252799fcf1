import type { Prisma } from "#app/generated/prisma/client.ts";
import type { Role } from "./permissions.ts";
import type { Sql } from "./sql.ts";

/** Who acts. Written on every record that the action causes. */
export interface Actor {
  kind: "staff" | "api_key" | "shopify" | "customer" | "system";
  id: string;
  /** A name for people: a member of staff, a key's name, "Shopify", "Poller". */
  label: string;
  role: Role;
  /** Whom a key's holder says to act for: a member of the staff at another instance. */
  onBehalfOf?: { id: string; name: string };
}

/** What every use case gets: for whom, by whom, when, and the database of that shop alone. */
export interface Ctx {
  database: Database;
  /** One statement on the shop's rows; inside a transaction, in that transaction. */
  sql: Sql;
  shop: string;
  actor: Actor;
  correlationId: string;
  now: Date;
}

/** A Ctx inside a transaction: everything done through it is committed together or not at all. */
export interface Tx extends Ctx {
  /**
   * The last statement of the transaction, sent with the commit right behind it: what it locks is free again without a round trip
   * between them. It has to fail where nothing is to be committed. In a transaction that was joined it is like any other.
   */
  last: Sql;
  /** 1, and one more each time that it is tried again: what the first took for granted without looking may be looked at then. */
  attempt: number;
  /** Prisma's operations, on the connection of this transaction; what they did is undone when `run` throws. */
  prisma: <T>(run: (db: Prisma.TransactionClient) => Promise<T>) => Promise<T>;
  /** Runs when the outermost transaction has committed; never when it has not. For wake-ups, not for effects. */
  afterCommit: (run: () => void) => void;
}

/** What spans shops: claiming work, the poller's list of shops, retention. It sees the rows of all of them. */
export interface SystemCtx {
  database: Database;
  sql: Sql;
  correlationId: string;
  now: Date;
}

export interface Database {
  /** A runner of single statements that sees the rows of one shop alone. */
  sqlFor: (shop: string) => Sql;
  /** The same, for statements that are good with one plan whatever their values: they are not planned anew for every run. */
  steadyFor: (shop: string) => Sql;
  /** A runner of single statements that sees all shops. */
  system: Sql;
  transaction: <T>(ctx: Ctx, run: (tx: Tx) => Promise<T>) => Promise<T>;
  /** A transaction of statements that are good with one plan. */
  steadyTransaction: <T>(ctx: Ctx, run: (tx: Tx) => Promise<T>) => Promise<T>;
  systemTransaction: <T>(ctx: SystemCtx, run: (tx: SystemCtx) => Promise<T>) => Promise<T>;
}

/**
 * Runs `run` in a transaction on the shop's rows, or in the caller's when there is one. The outermost is tried again, three
 * times in all, when PostgreSQL ends it for a deadlock: so `run` does nothing outside the database.
 */
export function inTransaction<T>(ctx: Ctx, run: (tx: Tx) => Promise<T>): Promise<T> {
  return isTx(ctx) ? run(joined(ctx)) : ctx.database.transaction(ctx, run);
}

/** A caller's transaction, which goes on after what joins it. */
function joined(tx: Tx): Tx {
  return { ...tx, last: tx.sql };
}

/**
 * The same for a hot path, whose statements find their rows by an index whatever the values: a connection plans each of them
 * once. (docs/decisions/002-prisma-and-sql-on-one-connection.md)
 */
export function inSteadyTransaction<T>(ctx: Ctx, run: (tx: Tx) => Promise<T>): Promise<T> {
  return isTx(ctx) ? run(joined(ctx)) : ctx.database.steadyTransaction(ctx, run);
}

/**
 * Runs `run` in a transaction of its own, also inside another: for what must be on record although the caller's work is
 * refused and rolled back.
 */
export function inOwnTransaction<T>(ctx: Ctx, run: (tx: Tx) => Promise<T>): Promise<T> {
  return ctx.database.transaction(ctx, run);
}

/**
 * Runs `run` so that what it did is undone when it throws, and nothing else is: in a transaction of its own, which
 * `open` begins, or in a savepoint of the caller's.
 */
export async function inSavepoint<T>(ctx: Ctx, run: (tx: Tx) => Promise<T>, open = inTransaction<T>): Promise<T> {
  if (!isTx(ctx)) return open(ctx, run);
  await ctx.sql`savepoint undoable`;
  try {
    const result = await run(joined(ctx));
    await ctx.sql`release savepoint undoable`;
    return result;
  } catch (error) {
    await ctx.sql`rollback to savepoint undoable`;
    await ctx.sql`release savepoint undoable`;
    throw error;
  }
}

/** A Ctx outside any transaction: its statements see the rows of that shop alone. */
export function contextFor(database: Database, shop: string, actor: Actor, correlationId: string, now: Date): Ctx {
  return { database, sql: database.sqlFor(shop), shop, actor, correlationId, now };
}

/** A Ctx for one of the shops that a context sees, in its name and moment, for another actor. */
export function shopContext({ database, correlationId, now }: Pick<SystemCtx, "database" | "correlationId" | "now">, shop: string, actor: Actor): Ctx {
  return contextFor(database, shop, actor, correlationId, now);
}

/** The same Ctx for a hot path: outside a transaction, its statements are planned once, as in a steady transaction. */
export function steady(ctx: Ctx): Ctx {
  return isTx(ctx) ? ctx : { ...ctx, sql: ctx.database.steadyFor(ctx.shop) };
}

/** A Ctx that sees all shops. */
export function systemContext(database: Database, correlationId: string, now: Date): SystemCtx {
  return { database, sql: database.system, correlationId, now };
}

/** The app itself, when nobody asked: the poller, a rule, the clock. */
export function systemActor(label: string): Actor {
  return { kind: "system", id: "system", label, role: "admin" };
}

/** Shopify, as the actor of what its webhooks tell. */
export const shopifyActor: Actor = { kind: "shopify", id: "shopify", label: "Shopify", role: "admin" };

/** Whether a context is inside a transaction. */
export function isTx(ctx: Ctx): ctx is Tx {
  return "afterCommit" in ctx;
}
