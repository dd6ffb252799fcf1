import { BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import { useState } from "react";
import type { AllowedTransition } from "#app/domains/order-workflow/schema.ts";
import { useFrame } from "#app/ui/frame.tsx";
import { readable } from "#app/ui/status-badge.tsx";
import { t } from "#app/ui/text.ts";
import { uiText } from "#app/ui/ui-text.ts";
import { guardName } from "./guard-name.ts";
import { asTarget, type TargetState } from "./transition-form.tsx";
import { TransitionDialog } from "./transition-dialog.tsx";
import { workflowText } from "./workflow-text.ts";

const text = workflowText.steps;

export interface NextStepsProps {
  order: { id: string; name: string };
  steps: readonly AllowedTransition[];
}

/** The steps that lead on from an order's state: those that are allowed as buttons, of the others which guard says no and why. */
export function NextSteps({ order, steps }: NextStepsProps) {
  const { viewer } = useFrame();
  const [open, setOpen] = useState<TargetState>();
  const mayChange = viewer.permissions.includes("orders:change");
  const possible = steps.flatMap((step) => ({ ...step, target: asTarget(step.toState) }));
  const refused = possible.filter(({ allowed, toState }) => !allowed && !possible.some((other) => other.allowed && other.toState === toState));
  if (possible.length === 0) return <Text as="p" tone="subdued">{text.none}</Text>;
  return (
    <BlockStack gap="200">
      <InlineStack gap="200">
        {possible.map(({ name, target, allowed }) => (allowed && target && mayChange ? (
          <Button key={name} size="slim" tone={target === "cancelled" ? "critical" : undefined} onClick={() => setOpen(target)}>
            {readable(name)}
          </Button>
        ) : null))}
      </InlineStack>
      {mayChange ? null : <Text as="p" tone="subdued">{t(uiText.notPermitted, { role: viewer.role })}</Text>}
      {mayChange ? refused.map(({ name, guard, reason }) => (
        <InlineStack key={name} gap="200" blockAlign="center">
          <Button size="slim" disabled>
            {readable(name)}
          </Button>
          <Text as="span" tone="subdued">
            {t(text.refusedBy, { guard: guardName(guard ?? ""), reason: reason ?? "" })}
          </Text>
        </InlineStack>
      )) : null}
      {open ? <TransitionDialog targets={[order]} toState={open} onClose={() => setOpen(undefined)} /> : null}
    </BlockStack>
  );
}
