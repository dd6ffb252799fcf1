import { Banner, BlockStack, Button, Text } from "@shopify/polaris";
import type { TimelineItem } from "#app/domains/orders/schema.ts";
import { failureTitle } from "#app/ui/failure-title.ts";
import { useFormats } from "#app/ui/frame.tsx";
import { t } from "#app/ui/text.ts";
import { TitledCard } from "#app/ui/titled-card.tsx";
import { groupByDay, keyOf } from "./merge-timeline.ts";
import { TimelineEntry } from "./timeline-entry.tsx";
import { timelineText } from "./timeline-text.ts";
import { useTimeline } from "./use-timeline.ts";

/** Everything that has happened to an order, by day, newest first. */
export function TimelineCard({ orderId, first, nextBefore }: { orderId: string; first: readonly TimelineItem[]; nextBefore: string | null | undefined }) {
  const { day, dayKey, now } = useFormats();
  const { entries, hasMore, loading, failure, more } = useTimeline(orderId, first, nextBefore);
  return (
    <TitledCard title={timelineText.title} empty={entries.length === 0 ? timelineText.empty : undefined}>
      <BlockStack gap="300">
        {groupByDay(entries, dayKey).map((group) => (
          <BlockStack key={group.day} gap="200">
            <Text as="h3" variant="bodySm" tone="subdued" fontWeight="medium">
              {day(group.entries[0]?.ts ?? group.day, now)}
            </Text>
            <ol className="timeline">
              {group.entries.map((entry) => (
                <TimelineEntry key={keyOf(entry)} entry={entry} />
              ))}
            </ol>
          </BlockStack>
        ))}
        {failure ? <Banner tone="warning">{t(timelineText.failed, { reason: failureTitle(failure) })}</Banner> : null}
        {hasMore ? (
          <div>
            <Button onClick={() => void more()} loading={loading}>
              {timelineText.more}
            </Button>
          </div>
        ) : (
          <Text as="p" variant="bodySm" tone="subdued">
            {timelineText.end}
          </Text>
        )}
      </BlockStack>
    </TitledCard>
  );
}
