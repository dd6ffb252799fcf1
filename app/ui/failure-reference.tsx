import { Text } from "@shopify/polaris";
import type { SyncFailure } from "#app/platform/sync.ts";
import { t } from "./text.ts";
import { uiText } from "./ui-text.ts";

/** By what support finds a failed request in the logs. */
export function FailureReference({ failure: { correlationId } }: { failure: Pick<SyncFailure, "correlationId"> }) {
  if (!correlationId) return null;
  return (
    <Text as="p" tone="subdued">
      <span className="break-anywhere">{t(uiText.failure.reference, { correlationId })}</span>
    </Text>
  );
}
