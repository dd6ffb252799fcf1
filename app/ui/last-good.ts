import { isRouteErrorResponse } from "@remix-run/react";
import { failureOf, type SyncFailure } from "#app/platform/sync.ts";
import { isRecord } from "#app/platform/records.ts";
import { uiText } from "./ui-text.ts";

/** Data that could not be loaded anew: what is shown is older, and why. */
export type MaybeStale<T> = T & { stale?: SyncFailure };

export interface LastGood<T> {
  remember: (address: string, data: T) => void;
  /** What `load` gives; where the network or the app fails, what the same address gave last, marked as stale. */
  load: (address: string, load: () => Promise<T>) => Promise<MaybeStale<T>>;
}

/**
 * Keeps a page standing while its data cannot be refreshed. Without it, a refresh that fails for a moment would replace the page,
 * with everything selected and typed in it, by an error. Refusals, such as 403 or 404, are shown as what they are.
 */
export function keepLastGood<T extends object>(): LastGood<T> {
  let last: { address: string; data: T } | undefined;
  const remember = (address: string, data: T) => void (last = { address, data });
  return {
    remember,
    load: async (address, load) => {
      try {
        const data = await load();
        remember(address, data);
        return data;
      } catch (error) {
        const failure = passing(error);
        if (!failure || last?.address !== address) throw error;
        return { ...last.data, stale: failure };
      }
    },
  };
}

/** The failure, when it is one that passes: no network, too many requests, the server's own trouble. */
export function passing(error: unknown): SyncFailure | undefined {
  if (isRouteErrorResponse(error)) return error.status === 429 || error.status >= 500 ? failureOfRouteError(error) : undefined;
  return error instanceof TypeError ? { status: 0, message: uiText.failure.offlineTitle, errors: [] } : undefined;
}

/** The failure that a loader threw as a Response. */
export function failureOfRouteError({ status, data }: { status: number; data: unknown }): SyncFailure {
  const failure = isRecord(data) ? data["failure"] : undefined;
  return failureOf(status, failure, uiText.failure.brokenTitle);
}
