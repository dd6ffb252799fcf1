import { BlockStack, InlineStack, Text } from "@shopify/polaris";
import { workflowLook } from "#app/dashboard/orders/state-looks.ts";
import { NextSteps } from "#app/dashboard/workflow/next-steps.tsx";
import type { AllowedTransition } from "#app/domains/order-workflow/schema.ts";
import type { OrderDetail } from "#app/domains/orders/order-detail.ts";
import { useFormats } from "#app/ui/frame.tsx";
import { readable, StatusBadge } from "#app/ui/status-badge.tsx";
import { t } from "#app/ui/text.ts";
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

/** A table for who listens to it, lines for who looks at it: four columns have no room on a phone. */
function Transitions({ transitions }: Pick<OrderDetail, "transitions">) {
  return (
    <div role="table" aria-label={text.log}>
      <BlockStack gap="300">
        {transitions.map((taken) => (
          <TransitionTaken key={`${taken.at} ${taken.transition}`} taken={taken} />
        ))}
      </BlockStack>
    </div>
  );
}

function TransitionTaken({ taken: { at, transition, fromState, toState, actor, note } }: { taken: OrderDetail["transitions"][number] }) {
  const { inlineDateTime, now } = useFormats();
  return (
    <div role="row">
      <InlineStack align="space-between" blockAlign="center" gap="200">
        <div role="cell">
          <InlineStack gap="150" blockAlign="center">
            <Text as="span" fontWeight="medium">
              {readable(transition)}
            </Text>
            <StatusBadge look={workflowLook(fromState)} />
            <Text as="span" tone="subdued" visuallyHidden>
              {text.to}
            </Text>
            <span aria-hidden="true">→</span>
            <StatusBadge look={workflowLook(toState)} />
          </InlineStack>
        </div>
        <div role="cell">
          <Text as="span" variant="bodySm" tone="subdued">
            {t(text.by, { actor, time: inlineDateTime(at, now) })}
          </Text>
        </div>
      </InlineStack>
      {note ? (
        <div role="cell" className="break-anywhere">
          <Text as="span" variant="bodySm">
            {note}
          </Text>
        </div>
      ) : null}
    </div>
  );
}
