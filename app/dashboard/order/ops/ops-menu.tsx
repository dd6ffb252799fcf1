import { ActionList, Button, Popover } from "@shopify/polaris";
import { useState } from "react";
import { OpsActionName } from "#app/domains/ops-actions/schema.ts";
import { useRefusal } from "#app/ui/frame.tsx";
import { readable } from "#app/ui/status-badge.tsx";
import { opsActionText } from "./ops-action-text.ts";

export type OpsName = OpsActionName;

/** What an action is called; one that is not known by its own name, made readable. */
export function labelOfAction(action: string): string {
  const known = OpsActionName.safeParse(action);
  return known.success ? opsActionText[known.data].label : readable(action.replaceAll("-", " "));
}

const forCash = new Set<OpsName>(["mark-cod-captured", "record-cod-refund"]);

/** The four actions of the operators' runbook. What is off says why. */
export function OpsMenu({ cod, onChoose }: { cod: boolean; onChoose: (action: OpsName) => void }) {
  const [isOpen, setIsOpen] = useState(false);
  const refusal = useRefusal("ops:execute");
  const items = OpsActionName.options.map((action) => {
    const reason = refusal ?? (forCash.has(action) && !cod ? opsActionText.notCod : undefined);
    return {
      content: opsActionText[action].label,
      helpText: reason ?? opsActionText[action].help,
      disabled: reason !== undefined,
      onAction: () => {
        setIsOpen(false);
        onChoose(action);
      },
    };
  });
  return (
    <Popover
      active={isOpen}
      autofocusTarget="first-node"
      onClose={() => setIsOpen(false)}
      activator={
        <Button disclosure variant="plain" onClick={() => setIsOpen(!isOpen)}>
          {opsActionText.run}
        </Button>
      }
    >
      <ActionList actionRole="menuitem" items={items} />
    </Popover>
  );
}
