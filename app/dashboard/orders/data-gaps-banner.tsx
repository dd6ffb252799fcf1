import { Banner, List } from "@shopify/polaris";
import { useState } from "react";
import type { DataGap } from "#app/domains/alerts/schema.ts";
import { useFormats } from "#app/ui/frame.tsx";
import { readable } from "#app/ui/status-badge.tsx";
import { t } from "#app/ui/text.ts";
import { listText } from "./list-text.ts";

const text = listText.gaps;
const mostShown = 5;
const words: Readonly<Record<string, string>> = text.kinds;

/** Says what the app knows to be missing, so that nobody takes the list for complete. New gaps open it again. */
export function DataGapsBanner({ gaps }: { gaps: readonly DataGap[] }) {
  const { inlineDateTime, now } = useFormats();
  const [dismissed, setDismissed] = useState<readonly string[]>([]);
  const shown = gaps.filter(({ id }) => !dismissed.includes(id));
  if (shown.length === 0) return null;
  return (
    <Banner tone="warning" title={t(text.title, { count: shown.length })} onDismiss={() => setDismissed(gaps.map(({ id }) => id))}>
      <List>
        {shown.slice(0, mostShown).map(({ id, kind, since }) => (
          <List.Item key={id}>{t(text.since, { what: words[kind] ?? readable(kind), time: inlineDateTime(since, now) })}</List.Item>
        ))}
      </List>
    </Banner>
  );
}
