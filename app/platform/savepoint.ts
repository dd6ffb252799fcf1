import { inSavepoint, type Tx } from "./ctx.ts";

/** Runs `run` and undoes whatever it did to the database: for seeing what would happen. */
export async function pretend<T>(tx: Tx, run: (tx: Tx) => Promise<T>): Promise<T> {
  await tx.sql`savepoint pretence`;
  try {
    return await run({ ...tx, last: tx.sql, afterCommit: () => {} });
  } finally {
    await tx.sql`rollback to savepoint pretence`;
    await tx.sql`release savepoint pretence`;
  }
}

/** Runs `run` on the rows of another shop, in the same transaction. */
export function asShop<T>(tx: Tx, shop: string, run: (tx: Tx) => Promise<T>): Promise<T> {
  return inSavepoint(tx, async (inner) => {
    await tx.sql`select set_config('app.shop', ${shop}, true)`;
    const result = await run({ ...inner, shop });
    await tx.sql`select set_config('app.shop', ${tx.shop}, true)`;
    return result;
  });
}
