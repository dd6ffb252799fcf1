import { BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import { useState } from "react";
import type { WorkflowState } from "#app/domains/orders/schema.ts";
import type { AllowedTransition } from "#app/domains/order-workflow/schema.ts";
import { useRefusal } from "#app/ui/frame.tsx";
import { readable } from "#app/ui/status-badge.tsx";
import { t } from "#app/ui/text.ts";
import { guardName } from "./guard-name.ts";
import { TransitionDialog } from "./transition-dialog.tsx";
import { workflowText } from "./workflow-text.ts";

const text = workflowText.steps;

export interface NextStepsProps {
  order: { id: string; name: string };
  steps: readonly AllowedTransition[];
}

/** The steps that lead on from an order's state: those that are allowed as buttons, of the others which guard says no and why. */
export function NextSteps({ order, steps }: NextStepsProps) {
  const [open, setOpen] = useState<WorkflowState>();
  return (
    <>
      <Steps steps={steps} onStep={setOpen} />
      {open ? <TransitionDialog targets={[order]} toState={open} onClose={() => setOpen(undefined)} /> : null}
    </>
  );
}

function Steps({ steps, onStep }: { steps: readonly AllowedTransition[]; onStep: (target: WorkflowState) => void }) {
  const refusal = useRefusal("orders:change");
  if (steps.length === 0) return <Quiet>{text.none}</Quiet>;
  if (refusal !== undefined) return <Quiet>{refusal}</Quiet>;
  const allowed = steps.filter((step) => step.allowed);
  const refused = steps.filter(({ toState }) => !allowed.some((other) => other.toState === toState));
  return (
    <BlockStack gap="200">
      <InlineStack gap="200">
        {allowed.map(({ name, toState }) => (
          <Button key={name} size="slim" tone={toState === "cancelled" ? "critical" : undefined} onClick={() => onStep(toState)}>
            {readable(name)}
          </Button>
        ))}
      </InlineStack>
      {refused.map(({ name, guard, reason }) => (
        <InlineStack key={name} gap="200" blockAlign="center">
          <Button size="slim" disabled>
            {readable(name)}
          </Button>
          <Quiet>{t(text.refusedBy, { guard: guardName(guard ?? ""), reason: reason ?? "" })}</Quiet>
        </InlineStack>
      ))}
    </BlockStack>
  );
}

function Quiet({ children }: { children: string }) {
  return (
    <Text as="p" tone="subdued">
      {children}
    </Text>
  );
}
