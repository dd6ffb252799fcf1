import { BlockStack, InlineStack, Link, Text } from "@shopify/polaris";
import type { ConflictReport } from "#app/domains/assignments/schema.ts";
import { Facts } from "#app/ui/facts.tsx";
import { useFormats } from "#app/ui/frame.tsx";
import { t } from "#app/ui/text.ts";
import { TitledCard } from "#app/ui/titled-card.tsx";
import { inventoryText } from "./inventory-text.ts";

const text = inventoryText.conflicts;
const sources = ["manual", "auto", "route"] as const;

/** How often assigners met on an order: by source, by the hour, and the latest one by one. */
export function ConflictsCard({ conflicts: { bySource, series, recent } }: { conflicts: ConflictReport }) {
  const { number, time, ago, now } = useFormats();
  const total = sources.reduce((sum, source) => sum + bySource[source], 0);
  return (
    <TitledCard title={text.title} empty={total === 0 ? text.none : undefined}>
      <BlockStack gap="300">
        <Text as="p">{t(text.total, { count: total })}</Text>
        <HourBars bars={series.map((hour) => ({ count: hour.manual + hour.auto + hour.route, label: time(hour.at) }))} />
        <Facts facts={sources.map((source) => ({ label: text.sources[source], value: number(bySource[source]) }))} />
        {recent.map(({ orderId, orderName, source, outcome, at }) => (
          <InlineStack key={`${orderId} ${at} ${source}`} align="space-between" gap="200">
            <span>
              <Link url={`/app/orders/${orderId.split("/").at(-1)}`}>{orderName ?? orderId}</Link> <Text as="span">{`${text.sources[source]}. ${text.outcomes[outcome]}.`}</Text>
            </span>
            <Text as="span" tone="subdued">
              {ago(at, now)}
            </Text>
          </InlineStack>
        ))}
      </BlockStack>
    </TitledCard>
  );
}

/** One bar an hour. What it shows is in words for screen readers too. */
function HourBars({ bars }: { bars: readonly { count: number; label: string }[] }) {
  const highest = Math.max(1, ...bars.map(({ count }) => count));
  const inWords = bars.filter(({ count }) => count > 0).map(({ count, label }) => t(text.hour, { time: label, count }));
  return (
    <div role="img" aria-label={`${text.chart}. ${inWords.join(", ")}`} style={{ display: "flex", alignItems: "flex-end", gap: 2, blockSize: 64 }}>
      {bars.map(({ count, label }) => (
        <div key={label} title={t(text.hour, { time: label, count })} style={{ flex: 1, blockSize: `${Math.max(2, (count / highest) * 100)}%`, background: count > 0 ? "var(--p-color-bg-fill-caution)" : "var(--p-color-bg-fill-tertiary)", borderRadius: 2 }} />
      ))}
    </div>
  );
}
