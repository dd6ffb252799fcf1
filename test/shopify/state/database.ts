import { mkdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";

export type Row = Record<string, string | number | null>;

/**
 * The SQLite file that all state lives in. Every change is one transaction, so whatever ends the process, a later start
 * finds either all of a change or nothing of it.
 */
export class Database {
  readonly #connection: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  /** Opens or makes the file; `:memory:` keeps everything in memory. */
  constructor(file: string) {
    if (file !== ":memory:") mkdirSync(dirname(file), { recursive: true });
    this.#connection = new DatabaseSync(file);
    this.#connection.exec("pragma journal_mode = wal; pragma synchronous = normal; pragma busy_timeout = 5000");
    this.#connection.exec(readFileSync(new URL("./schema.sql", import.meta.url), "utf8"));
  }

  all(sql: string, ...values: SQLInputValue[]): Row[] {
    return this.#prepare(sql).all(...values) as Row[];
  }

  get(sql: string, ...values: SQLInputValue[]): Row | undefined {
    return this.#prepare(sql).get(...values) as Row | undefined;
  }

  /** Gives the number of rows that changed. */
  run(sql: string, ...values: SQLInputValue[]): number {
    return Number(this.#prepare(sql).run(...values).changes);
  }

  transaction<T>(work: () => T): T {
    this.#connection.exec("begin immediate");
    try {
      const result = work();
      this.#connection.exec("commit");
      return result;
    } catch (error) {
      this.#connection.exec("rollback");
      throw error;
    }
  }

  /** The next number of a sequence that never gives one twice, also not after a restart. */
  next(name: string, start: number): number {
    const row = this.get("insert into counters (name, value) values (?, ?) on conflict do update set value = value + 1 returning value", name, start);
    return Number(row?.value);
  }

  /** Empties every table but those that are named. */
  clear({ except }: { except: readonly string[] }) {
    const tables = this.all("select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'").filter(({ name }) => !except.includes(String(name)));
    this.transaction(() => tables.forEach(({ name }) => this.run(`delete from "${name}"`)));
  }

  close() {
    this.#connection.close();
  }

  #prepare(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.#connection.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}
