import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient as SessionClient } from "@prisma/client";
import pg from "pg";
import { PrismaClient } from "#app/generated/prisma/client.ts";
import { env } from "#app/env.server.ts";
import { committed } from "#app/platform/commit.server.ts";
import type { Ctx, Database, SystemCtx, Tx } from "#app/platform/ctx.ts";
import { isCollision, messageOf } from "#app/platform/errors.ts";
import { JoiningAdapterFactory, onConnection } from "#app/platform/joining-adapter.server.ts";
import { logger } from "#app/platform/logger.server.ts";
import { compile, type Sql, type Statement } from "#app/platform/sql.ts";

/**
 * The only file that opens connections. A transaction is one connection with two faces: `tx.sql`, statements by hand, and
 * `tx.prisma`, Prisma's operations. Whatever is asked for a shop runs as the role `orders_app` with `app.shop` set, so that row-level
 * security lets it see that shop alone; what spans shops runs as the owner of the tables.
 */
export interface OpenDatabase extends Database {
  /** Prisma's classic client as Shopify's session storage asks for it, on connections of its own. */
  sessions: SessionClient;
  /** The owner's connections, for graphile-worker and LISTEN. */
  pool: pg.Pool;
  close: () => Promise<void>;
}

export interface DatabaseOptions {
  url: string;
  /** Connections for the shops' work; their hot paths have as many of their own, and so has the owner. */
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
/** But where rows are found by an index whatever the values, as for a page of a list or an order by its id, planning is most of the work. */
const steadyPlanning = "-c plan_cache_mode=force_generic_plan -c enable_seqscan=off";

/** A transaction whose code has nothing to say for so long is ended. */
const patience = "-c idle_in_transaction_session_timeout=60s";
const prismaLimits = { maxWait: 5_000, timeout: 60_000 };
const attempts = 3;
/** Sessions are read while somebody holds one of the owner's connections: on these, that can never wait for itself. */
const sessionConnections = 2;

/** Opens the pools; connects when the first statement is run. */
export function openDatabase({ url, poolSize = 10 }: DatabaseOptions): OpenDatabase {
  const shared = { connectionString: url, max: poolSize, connectionTimeoutMillis: 3_000 };
  // What is sent before the answer to the statement before is there, such as BEGIN and COMMIT with their neighbours, waits for no round trip.
  const shops = { ...shared, types, pipeline: true };
  // graphile-worker, which shares the owner's connections, writes the ids of its jobs as JSON: there they are text.
  const owner = watched(new pg.Pool({ ...shared, application_name: "orders-dashboard:system", options: planning }));
  const app = watched(new pg.Pool({ ...shops, application_name: "orders-dashboard", options: `${planning} ${patience} -c role=orders_app` }));
  const steady = watched(new pg.Pool({ ...shops, application_name: "orders-dashboard:steady", options: `${steadyPlanning} ${patience} -c role=orders_app` }));
  const prisma = new PrismaClient({ adapter: new JoiningAdapterFactory(app) });
  const inApp = shopTransactions(app, prisma, (statement) => statement);
  const inSteady = shopTransactions(steady, prisma, named);
  const sessionPool = watched(new pg.Pool({ ...shared, max: sessionConnections, application_name: "orders-dashboard:sessions" }));
  const sessions = new SessionClient({ adapter: new PrismaPg(sessionPool) });

  const database: OpenDatabase = {
    sqlFor: (shop) => runnerOf((statement) => withScope(app, shop, (client) => client.query(statement))),
    steadyFor: (shop) => runnerOf((statement) => withScope(steady, shop, (client) => client.query(named(statement)))),
    system: runnerOf((statement) => owner.query({ ...statement, types })),
    transaction: (ctx, run) => again((attempt) => inApp(ctx, run, attempt)),
    steadyTransaction: (ctx, run) => again((attempt) => inSteady(ctx, run, attempt)),
    systemTransaction: (ctx, run) => again(() => systemTransaction(owner, ctx, run)),
    sessions,
    pool: owner,
    close: async () => {
      await Promise.all([prisma.$disconnect(), sessions.$disconnect()]);
      await Promise.all([app, steady, owner, sessionPool].map((pool) => pool.end()));
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

/** Runs `run` on a connection of the pool, which takes it back afterwards unless it was lost. */
async function withConnection<T>(pool: pg.Pool, run: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    return await run(client);
  } finally {
    client.release();
  }
}

const scopes = new WeakMap<pg.PoolClient, string>();

/** A connection of the pool that is set to the shop; most connections still are, from their last use. */
function withScope<T>(pool: pg.Pool, shop: string, run: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  return withConnection(pool, async (client) => {
    if (scopes.get(client) !== shop) {
      await client.query("select set_config('app.shop', $1, false)", [shop]);
      scopes.set(client, shop);
    }
    return run(client);
  });
}

/** Opens transactions on the shops' rows on connections of a pool. */
function shopTransactions(pool: pg.Pool, prisma: PrismaClient, prepare: (statement: Statement) => Statement) {
  return async <T>(ctx: Ctx, run: (tx: Tx) => Promise<T>, attempt: number): Promise<T> => {
    const hooks: (() => void)[] = [];
    const result = await withScope(pool, ctx.shop, (client) => {
      const byPrisma: Tx["prisma"] = (operations) => onConnection(client, () => prisma.$transaction(operations, prismaLimits));
      return committed(client, (commit) => {
        let over = false;
        const send = (statement: Statement) => {
          if (over) throw new Error("The transaction has had its last statement.");
          return client.query(prepare(statement));
        };
        const last = runnerOf(async (statement) => {
          const sent = send(statement);
          over = true;
          return (await Promise.all([sent, commit()]))[0];
        });
        return run({ ...ctx, sql: runnerOf(send), last, attempt, prisma: byPrisma, afterCommit: (hook) => hooks.push(hook) });
      });
    });
    for (const hook of hooks) hook();
    return result;
  };
}

function systemTransaction<T>(pool: pg.Pool, ctx: SystemCtx, run: (tx: SystemCtx) => Promise<T>): Promise<T> {
  return withConnection(pool, (client) => committed(client, () => run({ ...ctx, sql: runnerOf((statement) => client.query({ ...statement, types })) })));
}

/** What ended for a collision has changed nothing and says nothing about the work: it is tried again. */
async function again<T>(run: (attempt: number) => Promise<T>, attempt = 1): Promise<T> {
  try {
    return await run(attempt);
  } catch (error) {
    if (attempt >= attempts || !isCollision(error)) throw error;
    return again(run, attempt + 1);
  }
}
