import { AsyncLocalStorage } from "node:async_hooks";
import { PrismaPg } from "@prisma/adapter-pg";
import type { SqlDriverAdapter, SqlDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import { PrismaClient as SessionClient } from "@prisma/client";
import pg from "pg";
import { PrismaClient } from "#app/generated/prisma/client.ts";
import { env } from "#app/env.server.ts";
import type { Ctx, Database, SystemCtx, Tx } from "#app/platform/ctx.ts";
import { isCollision, messageOf } from "#app/platform/errors.ts";
import { logger } from "#app/platform/logger.server.ts";
import { compile, type Sql, type Statement } from "#app/platform/sql.ts";

/**
 * The only file that opens connections. A transaction is one connection with two faces: `tx.db`, Prisma's, and `tx.sql`,
 * statements by hand. Whatever is asked for a shop runs as the role `orders_app` with `app.shop` set, so that row-level
 * security lets it see that shop alone; what spans shops runs as the owner of the tables.
 */
export interface OpenDatabase extends Database {
  /** Prisma's classic client on the owner's connections, as Shopify's session storage asks for it. */
  sessions: SessionClient;
  /** The owner's connections, for graphile-worker and LISTEN. */
  pool: pg.Pool;
  close: () => Promise<void>;
}

export interface DatabaseOptions {
  url: string;
  /** Connections for the shops' work; the owner's pool has as many. */
  poolSize?: number;
}

let opened: OpenDatabase | undefined;

/** The database of this process. */
export function database(): OpenDatabase {
  opened ??= openDatabase({ url: env().DATABASE_URL, poolSize: env().DATABASE_POOL_SIZE });
  return opened;
}

/** Shops differ by orders of magnitude, and tables begin empty: a plan made once for all values would be wrong for most. */
const planning = "-c plan_cache_mode=force_custom_plan";
/** But where one plan is good for all values, as for a page of a list in the order of its index, planning is a third of the work. */
const steadyPlanning = "-c plan_cache_mode=force_generic_plan";

const transactionLimits = { maxWait: 5_000, timeout: 60_000 };
const attempts = 3;

/** Opens the pools; connects when the first statement is run. */
export function openDatabase({ url, poolSize = 10 }: DatabaseOptions): OpenDatabase {
  const shared = { connectionString: url, max: poolSize, connectionTimeoutMillis: 3_000 };
  // graphile-worker, which shares the owner's connections, writes the ids of its jobs as JSON: there they are text.
  const owner = watched(new pg.Pool({ ...shared, application_name: "orders-dashboard:system", options: planning }));
  const app = watched(new pg.Pool({ ...shared, types, application_name: "orders-dashboard", options: `${planning} -c role=orders_app` }));
  const steady = watched(new pg.Pool({ ...shared, types, application_name: "orders-dashboard:steady", options: `${steadyPlanning} -c role=orders_app` }));
  const prisma = new PrismaClient({ adapter: new ScopedAdapterFactory(app) });
  const sessions = new SessionClient({ adapter: new PrismaPg(owner) });

  const database: OpenDatabase = {
    sqlFor: (shop) => runnerOf((statement) => inScope(app, shop, statement)),
    steadyFor: (shop) => runnerOf((statement) => inScope(steady, shop, named(statement))),
    system: runnerOf((statement) => owner.query({ ...statement, types })),
    transaction: (ctx, run) => again(() => shopTransaction(prisma, ctx, run)),
    systemTransaction: (ctx, run) => again(() => systemTransaction(owner, ctx, run)),
    sessions,
    pool: owner,
    close: async () => {
      await Promise.all([prisma.$disconnect(), sessions.$disconnect()]);
      await Promise.all([app.end(), steady.end(), owner.end()]);
    },
  };
  return database;
}

/** bigint columns come as bigint, everything else as `pg` gives it: numeric as string, timestamptz as Date. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: "text" | "binary") => (oid === pg.types.builtins.INT8 && format !== "binary" ? BigInt : pg.types.getTypeParser(oid, format)),
};

/** A connection that breaks is replaced by the pool; without listeners it would end the process. */
function watched(pool: pg.Pool): pg.Pool {
  const report = (error: Error) => logger.warn({ error: messageOf(error) }, "a database connection was lost");
  pool.on("connect", (client) => client.on("error", report));
  return pool.on("error", report);
}

function runnerOf(run: (statement: Statement) => Promise<pg.QueryResult>): Sql {
  return async (strings, ...values) => (await run(compile(strings, values))).rows;
}

const names = new Map<string, string>();
const mostNames = 500;

/** A statement under a name, so that each connection prepares it once; of texts without end only the first have one. */
function named(statement: Statement): Statement {
  if (statement.name) return statement;
  const name = names.get(statement.text) ?? (names.size < mostNames ? `t${names.size}` : undefined);
  if (name === undefined) return statement;
  names.set(statement.text, name);
  return { ...statement, name };
}

const scopes = new WeakMap<pg.PoolClient, string>();

/** Runs one statement on a connection that is set to the shop; most connections still are, from their last use. */
async function inScope(pool: pg.Pool, shop: string, statement: Statement): Promise<pg.QueryResult> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    if (scopes.get(client) !== shop) {
      await client.query("select set_config('app.shop', $1, false)", [shop]);
      scopes.set(client, shop);
    }
    return await client.query(statement);
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) && error instanceof Error) broken = error;
    throw error;
  } finally {
    client.release(broken);
  }
}

interface Opening {
  shop: string;
  client?: pg.PoolClient;
}

/** Tells the adapter which shop a transaction is for, and us which connection Prisma took for it. */
const opening = new AsyncLocalStorage<Opening>();

class ScopedAdapterFactory implements SqlDriverAdapterFactory {
  readonly provider = "postgres";
  readonly adapterName = "orders-dashboard/scoped-adapter";
  readonly #inner: PrismaPg;

  constructor(pool: pg.Pool) {
    this.#inner = new PrismaPg(pool);
  }

  async connect(): Promise<SqlDriverAdapter> {
    const adapter = await this.#inner.connect();
    const startTransaction = adapter.startTransaction.bind(adapter);
    adapter.startTransaction = async (isolationLevel) => {
      const slot = opening.getStore();
      if (!slot) throw new Error("A transaction is opened by inTransaction() alone.");
      const transaction = await startTransaction(isolationLevel);
      // The adapter keeps its connection to itself; statements by hand have to run on the same one.
      const client: unknown = Reflect.get(transaction, "client");
      if (!isClient(client)) throw new Error("@prisma/adapter-pg no longer holds its connection in `client`.");
      await client.query("select set_config('app.shop', $1, true)", [slot.shop]);
      slot.client = client;
      return transaction;
    };
    return adapter;
  }
}

function isClient(value: unknown): value is pg.PoolClient {
  return value instanceof pg.Client;
}

async function shopTransaction<T>(prisma: PrismaClient, ctx: Ctx, run: (tx: Tx) => Promise<T>): Promise<T> {
  const slot: Opening = { shop: ctx.shop };
  const committed: (() => void)[] = [];
  const result = await opening.run(slot, () =>
    prisma.$transaction((db) => {
      const { client } = slot;
      if (!client) throw new Error("The transaction's connection is not known.");
      const sql = runnerOf((statement) => client.query(statement));
      return run({ ...ctx, db, sql, afterCommit: (hook) => committed.push(hook) });
    }, transactionLimits),
  );
  for (const hook of committed) hook();
  return result;
}

async function systemTransaction<T>(pool: pg.Pool, ctx: SystemCtx, run: (tx: SystemCtx) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query("begin");
    const result = await run({ ...ctx, sql: runnerOf((statement) => client.query({ ...statement, types })) });
    await client.query("commit");
    return result;
  } catch (error) {
    await client.query("rollback").catch((lost: Error) => (broken = lost));
    throw error;
  } finally {
    client.release(broken);
  }
}

/** A deadlock or a serialization failure has changed nothing and says nothing about the work: it is tried again. */
async function again<T>(run: () => Promise<T>, left = attempts): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (left <= 1 || !isCollision(error)) throw error;
    return again(run, left - 1);
  }
}
