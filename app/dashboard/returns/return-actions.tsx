import { ActionList, Button, ButtonGroup, Popover } from "@shopify/polaris";
import { useState } from "react";
import { useOrdersActions } from "#app/dashboard/actions/actions-provider.tsx";
import type { OrderTarget, ReturnDraft } from "#app/dashboard/actions/drafts.ts";
import { inspectedItems } from "#app/dashboard/actions/inspected-items.ts";
import { knownSteps, needsDialog, type ReturnStep, stepText } from "#app/dashboard/actions/return-steps.ts";
import type { ReturnView } from "#app/domains/returns/return-view.ts";
import { useRefusal } from "#app/ui/frame.tsx";
import { t } from "#app/ui/text.ts";
import { boardText } from "./board-text.ts";

export interface ReturnActionsProps {
  item: ReturnView;
  target: OrderTarget;
  /** The actions that the return allows now. */
  actions: readonly string[];
}

/** The steps that a return can take now: the next one as a button, the others behind it. */
export function ReturnActions({ item, target, actions }: ReturnActionsProps) {
  const refusal = useRefusal("returns:write");
  const take = useTakeStep(item, target);
  const [open, setOpen] = useState(false);
  const [next, ...others] = knownSteps(actions);
  if (!next) return null;
  const choose = (step: ReturnStep) => {
    setOpen(false);
    take(step);
  };
  return (
    <ButtonGroup noWrap>
      <Button size="slim" disabled={refusal !== undefined} onClick={() => take(next)}>
        {stepText(next).label}
      </Button>
      {others.length > 0 ? (
        <Popover
          active={open}
          onClose={() => setOpen(false)}
          activator={
            <Button size="slim" disclosure disabled={refusal !== undefined} accessibilityLabel={t(boardText.moreActions, { name: item.name ?? target.name })} onClick={() => setOpen(!open)}>
              {boardText.more}
            </Button>
          }
        >
          <ActionList items={others.map((step) => ({ content: stepText(step).label, destructive: step === "deny" || step === "cancel", onAction: () => choose(step) }))} />
        </Popover>
      ) : null}
    </ButtonGroup>
  );
}

/** Takes a step of a return: by its dialog, where it has one. */
export function useTakeStep(item: ReturnView, target: OrderTarget): (step: ReturnStep) => void {
  const { openDialog, submit } = useOrdersActions();
  return (step) => {
    const draft: ReturnDraft = { action: "returns", step, returnId: item.id, reason: "", note: "", items: inspectedItems(item.lines), isRequest: item.state === "requested" };
    if (needsDialog(step)) openDialog({ action: "returns", targets: [target], draft });
    else submit(draft, [target]);
  };
}
