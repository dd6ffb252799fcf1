import { BlockStack, InlineStack, Link, Text } from "@shopify/polaris";
import { orderUrl } from "#app/dashboard/orders/order-url.ts";
import type { ConflictReport } from "#app/domains/assignments/schema.ts";
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
        <HourBars hours={series.map((hour) => ({ ...hour, label: time(hour.at) }))} />
        {sources.map((source) => (
          <InlineStack key={source} align="space-between" gap="200">
            <InlineStack gap="200" blockAlign="center">
              <span aria-hidden style={{ inlineSize: 10, blockSize: 10, borderRadius: 2, background: colors[source] }} />
              <Text as="span">{text.sources[source]}</Text>
            </InlineStack>
            <Text as="span">{number(bySource[source])}</Text>
          </InlineStack>
        ))}
        {recent.map(({ orderId, orderName, source, outcome, at }) => (
          <InlineStack key={`${orderId} ${at} ${source}`} align="space-between" gap="200">
            <span>
              <Link url={orderUrl(orderId)}>{orderName ?? orderId}</Link> <Text as="span">{`${text.sources[source]}. ${text.outcomes[outcome]}.`}</Text>
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

const colors = { manual: "var(--p-color-bg-fill-info)", auto: "var(--p-color-bg-fill-emphasis)", route: "var(--p-color-bg-fill-inverse)" } as const;

type Hour = Record<(typeof sources)[number], number> & { label: string };

/** One bar an hour, parted by source. What it shows is in words for screen readers too. */
function HourBars({ hours }: { hours: readonly Hour[] }) {
  const totalOf = (hour: Hour) => sources.reduce((sum, source) => sum + hour[source], 0);
  const highest = Math.max(1, ...hours.map(totalOf));
  const inWords = (hour: Hour) => t(text.hour, { time: hour.label, counts: sources.filter((source) => hour[source] > 0).map((source) => `${text.sources[source]} ${hour[source]}`).join(", ") });
  const told = hours.filter((hour) => totalOf(hour) > 0).map(inWords);
  return (
    <div role="img" aria-label={`${text.chart}. ${told.join("; ")}`} style={{ display: "flex", alignItems: "flex-end", gap: 2, blockSize: 64 }}>
      {hours.map((hour) => (
        <div key={hour.label} title={totalOf(hour) > 0 ? inWords(hour) : undefined} style={{ flex: 1, display: "flex", flexDirection: "column-reverse", blockSize: "100%", borderBlockEnd: "1px solid var(--p-color-border)" }}>
          {sources.map((source) => (
            <div key={source} style={{ blockSize: `${(hour[source] / highest) * 100}%`, background: colors[source] }} />
          ))}
        </div>
      ))}
    </div>
  );
}
