import { BlockStack, Box, Button, Collapsible, InlineStack, Text } from "@shopify/polaris";
import { ChevronDownIcon, ChevronUpIcon } from "@shopify/polaris-icons";
import { useId, useState } from "react";
import type { TimelineItem } from "#app/domains/orders/schema.ts";
import { type Fact, Facts } from "#app/ui/facts.tsx";
import { useFormats } from "#app/ui/frame.tsx";
import { readable } from "#app/ui/status-badge.tsx";
import { t } from "#app/ui/text.ts";
import { timelineText } from "./timeline-text.ts";
import { wordsOf } from "./timeline-words.ts";

/** One happening: a line, who did it, and on demand all that is known of it. */
export function TimelineEntry({ entry }: { entry: TimelineItem }) {
  const { fullDateTime, money, time } = useFormats();
  const [open, setOpen] = useState(false);
  const detailsId = useId();
  const { title, quote, actor, tone } = wordsOf(entry, money);
  const facts = factsOf(entry);
  return (
    <li data-tone={tone}>
      <InlineStack align="space-between" blockAlign="start" gap="200" wrap={false}>
        <BlockStack gap="050">
          <span className="break-anywhere">
            <Text as="span">{title}</Text>
          </span>
          {quote ? (
            <span className="break-anywhere">
              <Text as="span" tone="subdued">
                {t(timelineText.quoted, { note: quote })}
              </Text>
            </span>
          ) : null}
          {actor ? (
            <Text as="span" variant="bodySm" tone="subdued">
              {actor}
            </Text>
          ) : null}
        </BlockStack>
        <InlineStack gap="100" blockAlign="center" wrap={false}>
          <Text as="span" variant="bodySm" tone="subdued">
            <time dateTime={entry.ts} title={fullDateTime(entry.ts)} style={{ whiteSpace: "nowrap" }}>
              {time(entry.ts)}
            </time>
          </Text>
          <Button variant="tertiary" size="micro" icon={open ? ChevronUpIcon : ChevronDownIcon} accessibilityLabel={t(timelineText.details, { title })} ariaExpanded={open} ariaControls={detailsId} onClick={() => setOpen(!open)} />
        </InlineStack>
      </InlineStack>
      <Collapsible id={detailsId} open={open}>
        <Box paddingBlockStart="200">
          <Facts facts={[{ label: "event", value: entry.event }, { label: "ts", value: entry.ts }, ...facts]} />
        </Box>
      </Collapsible>
    </li>
  );
}

function factsOf({ details }: TimelineItem): Fact[] {
  return Object.entries(details).flatMap(([name, value]) => (value === null || value === "" ? [] : [{ label: readable(name), value: written(value) }]));
}

function written(value: unknown): string {
  if (typeof value === "boolean") return value ? timelineText.yes : timelineText.no;
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
