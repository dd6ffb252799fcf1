import { Banner, BlockStack, Text } from "@shopify/polaris";
import { mayBeDone, type SyncFailure } from "#app/platform/sync.ts";
import { FailureReference } from "./failure-reference.tsx";
import { t } from "./text.ts";
import { uiText } from "./ui-text.ts";

export interface FailureNoteProps {
  failure: SyncFailure | undefined;
  /** What to do where it is not known whether it was done; sending it again, where nothing else is said. */
  unknownEffect?: string;
  /** Sends it again, where there was no answer that says that it was refused. */
  onRetry?: () => void;
}

/** What was refused, beside the form that asked for it: nothing was changed, and what was typed is still there. */
export function FailureNote({ failure, unknownEffect = uiText.failure.unknownEffect, onRetry }: FailureNoteProps) {
  if (!failure) return null;
  const title = failure.status === 0 ? t(uiText.failure.noAnswer, { message: failure.message }) : failure.message;
  return (
    <Banner tone="critical" title={title} action={onRetry && mayBeDone(failure) ? { content: uiText.failure.tryAgain, onAction: onRetry } : undefined}>
      <BlockStack gap="100">
        <Text as="p">{mayBeDone(failure) ? unknownEffect : uiText.failure.nothingChanged}</Text>
        {failure.status >= 500 ? <FailureReference failure={failure} /> : null}
      </BlockStack>
    </Banner>
  );
}
