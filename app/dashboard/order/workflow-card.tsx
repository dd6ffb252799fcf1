import { BlockStack, DataTable, Text } from "@shopify/polaris";
import { workflowLook } from "#app/dashboard/orders/state-looks.ts";
import { NextSteps } from "#app/dashboard/workflow/next-steps.tsx";
import type { AllowedTransition } from "#app/domains/order-workflow/schema.ts";
import type { OrderDetail } from "#app/domains/orders/order-detail.ts";
import { useFormats } from "#app/ui/frame.tsx";
import { readable, StatusBadge } from "#app/ui/status-badge.tsx";
import { TitledCard } from "#app/ui/titled-card.tsx";
import { orderText } from "./order-text.ts";

const text = orderText.workflow;

export interface WorkflowCardProps {
  order: OrderDetail;
  steps: readonly AllowedTransition[];
}

/** Where the order may go from here, and every transition that it took, newest first. The log is for reading: nobody can change it. */
export function WorkflowCard({ order, steps }: WorkflowCardProps) {
  const { transitions, workflowState } = order;
  return (
    <TitledCard title={text.title} actions={<StatusBadge look={workflowLook(workflowState)} />}>
      <BlockStack gap="400">
        <NextSteps order={order} steps={steps} />
        {transitions.length === 0 ? (
          <Text as="p" tone="subdued">
            {text.empty}
          </Text>
        ) : (
          <Transitions transitions={transitions} />
        )}
      </BlockStack>
    </TitledCard>
  );
}

function Transitions({ transitions }: Pick<OrderDetail, "transitions">) {
  const { dateTime, now } = useFormats();
  return (
    <DataTable
      columnContentTypes={["text", "text", "text", "text", "text", "text"]}
      headings={[text.at, text.transition, text.from, text.to, text.by, text.note]}
      rows={transitions.map(({ at, transition, fromState, toState, actor, note }) => [
        <span key="at" style={{ whiteSpace: "nowrap" }}>
          {dateTime(at, now)}
        </span>,
        readable(transition),
        <StatusBadge key="from" look={workflowLook(fromState)} />,
        <StatusBadge key="to" look={workflowLook(toState)} />,
        actor,
        note,
      ])}
      increasedTableDensity
      verticalAlign="middle"
    />
  );
}
