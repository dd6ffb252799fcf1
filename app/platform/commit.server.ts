import type pg from "pg";
import { messageOf } from "./errors.ts";
import { logger } from "./logger.server.ts";

/** Commits what `run` did, or when it throws, none of it. `run` may send the commit itself, behind its last statement. */
export async function committed<T>(client: pg.PoolClient, run: (commit: () => Promise<void>) => Promise<T>): Promise<T> {
  const begun = client.query("begin");
  let ending: Promise<void> | undefined;
  const commit = () => (ending ??= endTransaction(client));
  try {
    const [result] = await Promise.all([run(commit), begun]);
    await commit();
    return result;
  } catch (error) {
    await client.query("rollback").catch((lost: Error) => logger.warn({ error: messageOf(lost) }, "a transaction ended with its connection"));
    throw error;
  }
}

async function endTransaction(client: pg.PoolClient): Promise<void> {
  const { command } = await client.query("commit");
  if (command !== "COMMIT") throw new Error("A statement of the transaction had failed, so that it was rolled back.");
}
