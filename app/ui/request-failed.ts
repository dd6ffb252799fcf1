import type { SyncFailure } from "#app/platform/sync.ts";

/** The app did not do what was asked of it, or did not answer. */
export class RequestFailed extends Error {
  override readonly name = "RequestFailed";
  readonly failure: SyncFailure;

  constructor(failure: SyncFailure) {
    super(failure.message);
    this.failure = failure;
  }
}
