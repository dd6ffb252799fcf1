import { useRevalidator } from "@remix-run/react";
import { Banner, Text } from "@shopify/polaris";
import type { SyncFailure } from "#app/platform/sync.ts";
import { useFormats } from "./frame.tsx";
import { t } from "./text.ts";
import { uiText } from "./ui-text.ts";

/** Says that the page shows an older state because it could not be refreshed. */
export function StaleBanner({ failure, loadedAt }: { failure: SyncFailure | undefined; loadedAt: string }) {
  const revalidator = useRevalidator();
  const { dateTime, now } = useFormats();
  if (!failure) return null;
  const reason = failure.status === 0 ? t(uiText.failure.noAnswer, { message: failure.message }) : t(uiText.failure.status, { status: String(failure.status), message: failure.message });
  return (
    <Banner tone="warning" title={uiText.stale.title} action={{ content: uiText.stale.retry, onAction: () => revalidator.revalidate(), loading: revalidator.state === "loading" }}>
      <Text as="p">{t(uiText.stale.body, { time: dateTime(loadedAt, now) })}</Text>
      <Text as="p" tone="subdued">
        {reason}
      </Text>
    </Banner>
  );
}
