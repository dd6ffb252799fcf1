import { randomUUID } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import { ColumnTypeEnum, type SqlDriverAdapter, type SqlMigrationAwareDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import pg from "pg";

/**
 * Lets the Prisma CLI migrate over `pg`, without the engine binaries that it would otherwise download.
 *
 * Two things that `@prisma/adapter-pg` 6.19 does are mended here: it cuts a migration at every semicolon, so that no
 * function body survives, and it does not know the types of PostgreSQL's catalogs, `name` and `"char"`.
 */
export class MigrationAdapterFactory implements SqlMigrationAwareDriverAdapterFactory {
  readonly provider = "postgres";
  readonly adapterName = "orders-dashboard/migration-adapter";
  readonly #config: pg.PoolConfig;

  constructor(url: string) {
    const { hostname, port, username, password, pathname, searchParams } = new URL(url);
    const ssl = ["require", "verify-ca", "verify-full"].includes(searchParams.get("sslmode") ?? "");
    // Discrete settings, not the URL: its database would win over the shadow database's.
    this.#config = {
      host: decodeURIComponent(hostname),
      port: Number(port || 5432),
      user: decodeURIComponent(username),
      password: decodeURIComponent(password),
      database: pathname.slice(1),
      ssl: ssl || undefined,
      idleTimeoutMillis: 100, // else the command waits for idle connections at its end
    };
  }

  connect(): Promise<SqlDriverAdapter> {
    return open(this.#config);
  }

  async connectToShadowDb(): Promise<SqlDriverAdapter> {
    const database = `shadow_${randomUUID().replaceAll("-", "")}`;
    const admin = new pg.Pool(this.#config);
    await admin.query(`create database ${database}`);
    const shadow = await open({ ...this.#config, database });
    const dispose = shadow.dispose.bind(shadow);
    shadow.dispose = async () => {
      await dispose();
      await admin.query(`drop database ${database} with (force)`);
      await admin.end();
    };
    return shadow;
  }
}

async function open(config: pg.PoolConfig): Promise<SqlDriverAdapter> {
  const pool = new CatalogPool(config);
  const adapter = await new PrismaPg(pool, { disposeExternalPool: true }).connect();
  const queryRaw = adapter.queryRaw.bind(adapter);
  adapter.queryRaw = async (query) => {
    const result = await queryRaw(query);
    for (const column of pool.charColumns.get(result.rows) ?? []) result.columnTypes[column] = ColumnTypeEnum.Character;
    return result;
  };
  adapter.executeScript = async (script) => {
    await pool.query(script);
  };
  return adapter;
}

const oid = { char: 18, name: 19, nameArray: 1003, text: 25, textArray: 1009 };

/** Presents the catalogs' types as text, and remembers which columns were of type `"char"`. */
class CatalogPool extends pg.Pool {
  readonly charColumns = new WeakMap<object, number[]>();

  constructor(config: pg.PoolConfig) {
    super(config);
    const query = this.query.bind(this) as (...args: unknown[]) => Promise<pg.QueryResult>;
    const presented = new Map([[oid.char, oid.text], [oid.name, oid.text], [oid.nameArray, oid.textArray]]);
    this.query = (async (...args: unknown[]) => {
      const result = await query(...args);
      const fields = result.fields ?? [];
      this.charColumns.set(result.rows ?? [], fields.flatMap((field, column) => (field.dataTypeID === oid.char ? [column] : [])));
      for (const field of fields) field.dataTypeID = presented.get(field.dataTypeID) ?? field.dataTypeID;
      return result;
    }) as typeof this.query;
  }
}
