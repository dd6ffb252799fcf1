import { AsyncLocalStorage } from "node:async_hooks";
import { PrismaPg } from "@prisma/adapter-pg";
import type { SqlDriverAdapter, SqlDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import type pg from "pg";

const joined = new AsyncLocalStorage<pg.PoolClient>();

/** Lets what Prisma does in `run` be done on a connection whose transaction is open already. */
export function onConnection<T>(client: pg.PoolClient, run: () => Promise<T>): Promise<T> {
  return joined.run(client, run);
}

/**
 * Prisma on the connection that `onConnection` names: what it takes for a transaction of its own is a savepoint there.
 * (docs/decisions/002-prisma-and-sql-on-one-connection.md)
 */
export class JoiningAdapterFactory implements SqlDriverAdapterFactory {
  readonly provider = "postgres";
  readonly adapterName = "orders-dashboard/joining-adapter";
  readonly #inner: PrismaPg;

  constructor(pool: pg.Pool) {
    this.#inner = new PrismaPg(pool);
  }

  async connect(): Promise<SqlDriverAdapter> {
    const adapter = await this.#inner.connect();
    adapter.startTransaction = async () => {
      const client = joined.getStore();
      if (!client) throw new Error("Prisma works in a transaction that inTransaction() has opened.");
      // The adapter runs whatever it is asked to on its field `client`.
      const here: SqlDriverAdapter = Object.create(adapter, { client: { value: client } });
      await client.query("savepoint prisma");
      return {
        provider: adapter.provider,
        adapterName: adapter.adapterName,
        options: { usePhantomQuery: true },
        queryRaw: (query) => here.queryRaw(query),
        executeRaw: (query) => here.executeRaw(query),
        commit: async () => void (await client.query("release savepoint prisma")),
        rollback: async () => void (await client.query("rollback to savepoint prisma")),
      };
    };
    return adapter;
  }
}
