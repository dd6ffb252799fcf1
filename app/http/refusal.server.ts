import { DomainError } from "#app/platform/errors.ts";

/** What came of something that a page asked for. */
export type Outcome<T> = { ok: true; result: T } | { ok: false; code: string; message: string };

/** Runs `run`; a refusal is an answer that the page shows beside what was asked for. Anything else propagates. */
export async function outcomeOf<T>(run: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { ok: true, result: await run() };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { ok: false, code: error.code, message: error.message };
  }
}
