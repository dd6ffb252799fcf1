import { useRevalidator } from "@remix-run/react";
import { Banner, Text } from "@shopify/polaris";
import { useEffect } from "react";
import type { Staleness } from "#app/platform/sync.ts";
import { failureTitle } from "./failure-title.ts";
import { useFormats, useHold } from "./frame.tsx";
import { useRefresher } from "./refresh-provider.tsx";
import { t } from "./text.ts";
import { uiText } from "./ui-text.ts";

const retryEveryMs = 10_000;

/** Says that the page shows an older state, or sample data, because it could not be refreshed; tries again until it can. Nothing can be done on it until then. */
export function StaleBanner({ failure }: { failure: Staleness | undefined }) {
  const revalidator = useRevalidator();
  const { inlineDateTime, now } = useFormats();
  useHold(failure && (failure.isSample ? uiText.sample.held : uiText.stale.held));
  useRetry(failure !== undefined);
  if (!failure) return null;
  const { title, body } = failure.isSample ? uiText.sample : uiText.stale;
  return (
    <Banner tone={failure.isSample ? "critical" : "warning"} title={title} action={{ content: uiText.stale.retry, onAction: () => revalidator.revalidate(), loading: revalidator.state === "loading" }}>
      <Text as="p">{t(body, { time: inlineDateTime(failure.loadedAt ?? now.toISOString(), now) })}</Text>
      <Text as="p" tone="subdued">
        {failureTitle(failure)}
      </Text>
    </Banner>
  );
}

/** Loads the page's data again and again while they are not current: what failed may answer again without telling anybody. */
function useRetry(isStale: boolean): void {
  const refresher = useRefresher();
  useEffect(() => {
    if (!isStale) return undefined;
    const timer = setInterval(() => refresher.isBusy() || refresher.request(), retryEveryMs);
    return () => clearInterval(timer);
  }, [isStale, refresher]);
}
