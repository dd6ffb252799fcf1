import { loggableMessage } from "./errors.ts";

/**
 * Runs `run` for one after the other; what fails for one holds up no other. Throws an AggregateError at the end when something
 * has failed, so that the job is on record as failed.
 */
export async function eachAlone<T>(items: Iterable<T>, run: (item: T) => Promise<unknown>): Promise<void> {
  const failures: unknown[] = [];
  for (const item of items) await run(item).catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} failed, the first with: ${loggableMessage(failures[0])}`);
}
