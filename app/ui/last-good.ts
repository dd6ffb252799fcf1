import { isRouteErrorResponse } from "@remix-run/react";
import { failureOf, type MaybeStale, type SyncFailure } from "#app/platform/sync.ts";
import { isRecord } from "#app/platform/records.ts";
import { uiText } from "./ui-text.ts";

export interface LastGood<T> {
  /** Keeps what the page that is open now shows. */
  remember: (data: MaybeStale<T>) => void;
  /** What `load` gives; where the network or the app fails, what the same address gave last, marked as stale. */
  load: (url: string, load: () => Promise<MaybeStale<T>>) => Promise<MaybeStale<T>>;
}

/**
 * Keeps a page standing while its data cannot be refreshed. Without it, a refresh that fails for a moment would replace the page,
 * with everything selected and typed in it, by an error. Refusals, such as 403 or 404, are shown as what they are. What part of a
 * page's address decides on its data is the path, if nothing else is said.
 */
export function keepLastGood<T extends object>(addressOf = ({ pathname }: URL): string => pathname): LastGood<T> {
  let last: { address: string; data: T; loadedAt: string } | undefined;
  const keep = (url: string, data: MaybeStale<T>) => {
    if (!data.stale) last = { address: addressOf(new URL(url)), data, loadedAt: new Date().toISOString() };
  };
  return {
    remember: (data) => keep(window.location.href, data),
    load: async (url, load) => {
      const known = last?.address === addressOf(new URL(url)) ? last : undefined;
      const earlier = (failure: SyncFailure) => known && { ...known.data, stale: { ...failure, loadedAt: known.loadedAt } };
      try {
        const data = await load();
        keep(url, data);
        // What was true a while ago is worth more than a sample.
        return (data.stale?.isSample && earlier(failureOf(data.stale.status, data.stale, ""))) || data;
      } catch (error) {
        const failure = passing(error);
        if (!failure) throw error;
        const page = earlier(failure);
        if (page) return page;
        throw isRouteErrorResponse(error) ? error : new AppUnreachable(error);
      }
    },
  };
}

/** What `load` gives or, while it cannot be had, what it gave last: for what stands beside a page, which must not fall with it. */
export function keepLast<T>(first: T): (load: () => Promise<T>) => Promise<T> {
  let last = first;
  return async (load) => {
    try {
      last = await load();
    } catch (error) {
      if (!passing(error)) throw error;
    }
    return last;
  };
}

/** What `act` answers; where nobody answered, the failure for the form that asked, which stays with all that was typed into it. */
export async function orFailure<T>(act: () => Promise<T>): Promise<T | { ok: false; failure: SyncFailure }> {
  try {
    return await act();
  } catch (error) {
    const failure = passing(error);
    if (!failure) throw error;
    return { ok: false, failure };
  }
}

/** The app did not answer, or broke off in the middle of an answer. */
export class AppUnreachable extends Error {
  override readonly name = "AppUnreachable";
  readonly failure: SyncFailure = { status: 0, message: uiText.failure.unreachable, errors: [] };

  constructor(cause: unknown) {
    super(uiText.failure.unreachable, { cause });
  }
}

/** The failure, when it is one that passes: no answer, too many requests, the server's own trouble. */
function passing(error: unknown): SyncFailure | undefined {
  if (!isRouteErrorResponse(error)) return error instanceof Error ? new AppUnreachable(error).failure : undefined;
  return error.status === 429 || error.status >= 500 ? failureOfRouteError(error) : undefined;
}

/** The failure that a loader threw as a Response. */
export function failureOfRouteError({ status, data }: { status: number; data: unknown }): SyncFailure {
  const failure = isRecord(data) ? data["failure"] : undefined;
  return failureOf(status, failure, uiText.failure.brokenTitle);
}
