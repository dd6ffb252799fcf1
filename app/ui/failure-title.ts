import type { SyncFailure } from "#app/platform/sync.ts";
import { t } from "./text.ts";
import { uiText } from "./ui-text.ts";

/** A failure in a line: what was said and with which status, or that nothing was. */
export function failureTitle({ status, message }: Pick<SyncFailure, "status" | "message">): string {
  return status === 0 ? t(uiText.failure.noAnswer, { message }) : t(uiText.failure.status, { status: String(status), message });
}
