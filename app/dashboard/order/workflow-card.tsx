import { DataTable, InlineStack, Text } from "@shopify/polaris";
import { workflowLook } from "#app/dashboard/orders/state-looks.ts";
import type { OrderDetail } from "#app/domains/orders/order-detail.ts";
import { useFormats } from "#app/ui/frame.tsx";
import { readable, StatusBadge } from "#app/ui/status-badge.tsx";
import { TitledCard } from "#app/ui/titled-card.tsx";
import { orderText } from "./order-text.ts";

const text = orderText.workflow;

/** Every transition that the order took, newest first. It is a log: nobody can change it. */
export function WorkflowCard({ order: { transitions, workflowState } }: { order: OrderDetail }) {
  const { dateTime, now } = useFormats();
  return (
    <TitledCard title={text.title} actions={<StatusBadge look={workflowLook(workflowState)} />} empty={transitions.length === 0 ? text.empty : undefined}>
      <DataTable
        columnContentTypes={["text", "text", "text", "text", "text"]}
        headings={[text.at, text.transition, text.from, text.to, text.by]}
        rows={transitions.map(({ at, transition, fromState, toState, actor, note }) => [
          <span key="at" style={{ whiteSpace: "nowrap" }}>
            {dateTime(at, now)}
          </span>,
          <Named key="name" name={readable(transition)} note={note} />,
          <StatusBadge key="from" look={workflowLook(fromState)} />,
          <StatusBadge key="to" look={workflowLook(toState)} />,
          actor,
        ])}
        increasedTableDensity
        verticalAlign="middle"
      />
    </TitledCard>
  );
}

function Named({ name, note }: { name: string; note: string }) {
  return (
    <InlineStack gap="100">
      <Text as="span">{name}</Text>
      {note ? (
        <Text as="span" tone="subdued">
          {note}
        </Text>
      ) : null}
    </InlineStack>
  );
}
