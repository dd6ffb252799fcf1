import { BlockStack, Divider, InlineStack, Text } from "@shopify/polaris";
import { Fragment } from "react";
import type { OrderDetail } from "#app/domains/orders/order-detail.ts";
import { CopyValue } from "#app/ui/copy-value.tsx";
import { Facts } from "#app/ui/facts.tsx";
import { useFormats } from "#app/ui/frame.tsx";
import { StatusBadge } from "#app/ui/status-badge.tsx";
import { t } from "#app/ui/text.ts";
import { TitledCard } from "#app/ui/titled-card.tsx";
import { orderText } from "./order-text.ts";

const text = orderText.support;

/** The cases that the order was brought to support with, and what was said. */
export function SupportCard({ threads }: { threads: OrderDetail["support"] }) {
  const { dateTime, now } = useFormats();
  return (
    <TitledCard title={text.title} empty={threads.length === 0 ? text.empty : undefined}>
      <BlockStack gap="400">
        {threads.map(({ id, status, assignee, openedAt, conversations, notes }, index) => (
          <Fragment key={id}>
            {index > 0 ? <Divider /> : null}
            <BlockStack gap="200">
              <InlineStack align="space-between" blockAlign="center" gap="200">
                <Text as="h3" fontWeight="medium">
                  {t(text.assignee, { assignee })}
                </Text>
                <StatusBadge look={status === "open" ? { text: text.open, tone: "attention" } : { text: text.closed }} />
              </InlineStack>
              {conversations.length > 0 ? <Facts facts={[{ label: text.conversations, value: conversations.map((conversation) => <CopyValue key={conversation} label={text.conversations} value={conversation} />) }]} /> : null}
              {notes.map((note) => (
                <BlockStack key={`${note.at} ${note.author}`}>
                  <span className="break-anywhere">
                    <Text as="p">{note.note}</Text>
                  </span>
                  <Text as="span" variant="bodySm" tone="subdued">
                    {t(text.by, { author: note.author, time: dateTime(note.at, now) })}
                  </Text>
                </BlockStack>
              ))}
              {notes.length === 0 ? (
                <Text as="p" variant="bodySm" tone="subdued">
                  {dateTime(openedAt, now)}
                </Text>
              ) : null}
            </BlockStack>
          </Fragment>
        ))}
      </BlockStack>
    </TitledCard>
  );
}
