import { BlockStack, Box, Button, InlineStack, Link, Text } from "@shopify/polaris";
import type { SupportStepDialogProps } from "#app/dashboard/order/support-step-dialog.tsx";
import { orderUrl } from "#app/dashboard/orders/order-url.ts";
import type { ThreadRow } from "#app/domains/support/schema.ts";
import { useFormats, useRefusal } from "#app/ui/frame.tsx";
import { StatusBadge } from "#app/ui/status-badge.tsx";
import { t } from "#app/ui/text.ts";
import { Conversation } from "./conversation.tsx";
import { SupportNote } from "./support-note.tsx";
import { supportText as text } from "./support-text.ts";

export interface ThreadCardProps {
  thread: ThreadRow;
  onStep: (step: Omit<SupportStepDialogProps, "onClose">) => void;
}

/** One thread: its orders, what was said last, where the customer is talked to, and what can be done. */
export function ThreadCard({ thread: { id, status, assignee, openedAt, closedAt, conversations, orders, lastNote }, onStep }: ThreadCardProps) {
  const { ago, inlineDateTime, now } = useFormats();
  const refusal = useRefusal("orders:write");
  const [first] = orders;
  return (
    <Box as="li" padding="400" borderBlockEndWidth="025" borderColor="border">
      <BlockStack gap="200">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <InlineStack gap="200" blockAlign="center">
            <Text as="h2" variant="headingSm">
              {orders.map(({ name }) => name).join(", ")}
            </Text>
            <StatusBadge look={status === "open" ? { text: text.state.open, tone: "attention" } : { text: text.state.closed }} />
          </InlineStack>
          <Text as="span" variant="bodySm" tone="subdued">
            {`${t(text.assignee, { assignee })} · ${closedAt ? t(text.closed, { ago: ago(closedAt, now) }) : t(text.opened, { ago: ago(openedAt, now) })}`}
          </Text>
        </InlineStack>
        {lastNote ? (
          <SupportNote note={lastNote.note} by={t(text.said, { author: lastNote.author, time: inlineDateTime(lastNote.at, now) })} />
        ) : (
          <Text as="p" tone="subdued">
            {text.noNote}
          </Text>
        )}
        {conversations.map((conversation) => (
          <Conversation key={conversation} id={conversation} label={text.conversations} />
        ))}
        <ul className="plain-list">
          {orders.map((order) => (
            <ThreadOrder
              key={order.id}
              order={order}
              refusal={refusal}
              onRelease={() => onStep({ step: "release", threadId: id, orderId: order.id, orderName: order.name, formerAssignee: order.formerAssignee })}
            />
          ))}
        </ul>
        {status === "open" && first ? (
          <InlineStack>
            <Button
              size="slim"
              disabled={refusal !== undefined}
              accessibilityLabel={t(text.addNoteTo, { name: first.name })}
              onClick={() => onStep({ step: "notes", threadId: id, orderId: first.id, orderName: first.name, formerAssignee: first.formerAssignee })}
            >
              {text.addNote}
            </Button>
          </InlineStack>
        ) : null}
      </BlockStack>
    </Box>
  );
}

interface ThreadOrderProps {
  order: ThreadRow["orders"][number];
  refusal: string | undefined;
  onRelease: () => void;
}

function ThreadOrder({ order: { id, name, formerAssignee, leftAt }, refusal, onRelease }: ThreadOrderProps) {
  return (
    <li>
      <InlineStack gap="200" blockAlign="center">
        <Link url={orderUrl(id)}>{name}</Link>
        <Text as="span" variant="bodySm" tone="subdued">
          {leftAt ? text.left : formerAssignee === null ? text.formerNobody : t(text.formerOwner, { assignee: formerAssignee })}
        </Text>
        {leftAt ? null : (
          <Button size="micro" disabled={refusal !== undefined} accessibilityLabel={t(text.releaseNamed, { name })} onClick={onRelease}>
            {text.release}
          </Button>
        )}
      </InlineStack>
    </li>
  );
}
