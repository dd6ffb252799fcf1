import { useRevalidator } from "@remix-run/react";
import { Banner, Text } from "@shopify/polaris";
import type { Staleness } from "#app/platform/sync.ts";
import { useFormats, useHold } from "./frame.tsx";
import { t } from "./text.ts";
import { uiText } from "./ui-text.ts";

/** Says that the page shows an older state, or sample data, because it could not be refreshed; nothing can be done on it until then. */
export function StaleBanner({ failure, loadedAt }: { failure: Staleness | undefined; loadedAt: string }) {
  const revalidator = useRevalidator();
  const { dateTime, now } = useFormats();
  useHold(failure && (failure.isSample ? uiText.sample.held : uiText.stale.held));
  if (!failure) return null;
  const { title, body } = failure.isSample ? uiText.sample : uiText.stale;
  const reason = failure.status === 0 ? t(uiText.failure.noAnswer, { message: failure.message }) : t(uiText.failure.status, { status: String(failure.status), message: failure.message });
  return (
    <Banner tone={failure.isSample ? "critical" : "warning"} title={title} action={{ content: uiText.stale.retry, onAction: () => revalidator.revalidate(), loading: revalidator.state === "loading" }}>
      <Text as="p">{t(body, { time: dateTime(loadedAt, now) })}</Text>
      <Text as="p" tone="subdued">
        {reason}
      </Text>
    </Banner>
  );
}
