import { BlockStack, Button, ButtonGroup, Divider, InlineStack, Link, Text } from "@shopify/polaris";
import { Fragment, useState } from "react";
import { orderUrl } from "#app/dashboard/orders/order-url.ts";
import { Conversation } from "#app/dashboard/support/conversation.tsx";
import { SupportNote } from "#app/dashboard/support/support-note.tsx";
import type { OrderDetail } from "#app/domains/orders/order-detail.ts";
import { Facts } from "#app/ui/facts.tsx";
import { useFormats, useRefusal } from "#app/ui/frame.tsx";
import { StatusBadge } from "#app/ui/status-badge.tsx";
import { t } from "#app/ui/text.ts";
import { TitledCard } from "#app/ui/titled-card.tsx";
import { orderText } from "./order-text.ts";
import { SupportStepDialog } from "./support-step-dialog.tsx";
import type { SupportStep } from "./support-steps.ts";

const text = orderText.support;

/** The cases that the order was brought to support with, and what was said. */
export function SupportCard({ order: { id: orderId, name, support: threads } }: { order: OrderDetail }) {
  const { dateTime, inlineDateTime, now } = useFormats();
  const refusal = useRefusal("orders:write");
  const [dialog, setDialog] = useState<{ step: SupportStep; threadId: string; formerAssignee: string | null }>();
  return (
    <TitledCard title={text.title} empty={threads.length === 0 ? text.empty : undefined}>
      <BlockStack gap="400">
        {threads.map(({ id, status, assignee, openedAt, leftAt, formerAssignee, others, conversations, notes }, index) => (
          <Fragment key={id}>
            {index > 0 ? <Divider /> : null}
            <BlockStack gap="200">
              <InlineStack align="space-between" blockAlign="center" gap="200">
                <Text as="h3" fontWeight="medium">
                  {t(text.assignee, { assignee })}
                </Text>
                <StatusBadge look={status === "closed" ? { text: text.closed } : leftAt ? { text: text.left } : { text: text.open, tone: "attention" }} />
              </InlineStack>
              {conversations.length > 0 ? <Facts facts={[{ label: text.conversations, value: conversations.map((conversation) => <Conversation key={conversation} id={conversation} label={text.conversations} />) }]} /> : null}
              {others.length > 0 ? (
                <Facts
                  facts={[
                    {
                      label: text.others,
                      value: (
                        <InlineStack gap="150" align="end">
                          {others.map((other) => (
                            <Link key={other.id} url={orderUrl(other.id)}>
                              {other.name}
                            </Link>
                          ))}
                        </InlineStack>
                      ),
                    },
                  ]}
                />
              ) : null}
              {notes.map((note) => (
                <SupportNote key={`${note.at} ${note.author}`} note={note.note} by={t(text.by, { author: note.author, time: inlineDateTime(note.at, now) })} />
              ))}
              {notes.length === 0 ? (
                <Text as="p" variant="bodySm" tone="subdued">
                  {dateTime(openedAt, now)}
                </Text>
              ) : null}
              {status === "open" && leftAt === null && refusal === undefined ? (
                <ButtonGroup>
                  <Button size="slim" onClick={() => setDialog({ step: "notes", threadId: id, formerAssignee })}>
                    {text.addNote}
                  </Button>
                  <Button size="slim" onClick={() => setDialog({ step: "release", threadId: id, formerAssignee })}>
                    {text.release}
                  </Button>
                </ButtonGroup>
              ) : null}
            </BlockStack>
          </Fragment>
        ))}
      </BlockStack>
      {dialog ? <SupportStepDialog {...dialog} orderId={orderId} orderName={name} onClose={() => setDialog(undefined)} /> : null}
    </TitledCard>
  );
}
