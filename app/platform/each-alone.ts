import { loggableMessage } from "./errors.ts";

/**
 * Runs `run` for one after the other, or for so many at once; what fails for one holds up no other. Throws an AggregateError at the end when something
 * has failed, so that the job is on record as failed.
 */
export async function eachAlone<T>(items: Iterable<T>, run: (item: T) => Promise<unknown>, atOnce = 1): Promise<void> {
  const failures: unknown[] = [];
  const queue = [...items].values();
  const lane = async () => {
    for (const item of queue) await run(item).catch((error: unknown) => failures.push(error));
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} failed, the first with: ${loggableMessage(failures[0])}`);
}
