import { ActionList, Box, Button, InlineStack, Popover } from "@shopify/polaris";
import { useState } from "react";
import { actionText } from "#app/dashboard/actions/action-text.ts";
import { labelOf, type OrderAction, orderActions, whyNot } from "#app/dashboard/actions/order-actions.ts";
import { transitionOffers, type TransitionOffer, whyNoTransition } from "#app/dashboard/workflow/order-transitions.ts";
import { useFrame } from "#app/ui/frame.tsx";
import { listText } from "./list-text.ts";
import type { OrderSelection } from "./use-selection.ts";

const text = listText.selection;

export interface MobileSelectionProps {
  selection: OrderSelection;
  selecting: boolean;
  onSelecting: (selecting: boolean) => void;
  onAction: (action: OrderAction) => void;
  onTransition: (offer: TransitionOffer) => void;
}

/** On a narrow screen, where the table has no checkboxes: starts and ends selecting, and offers the actions. */
export function MobileSelection({ selection, selecting, onSelecting, onAction, onTransition }: MobileSelectionProps) {
  const { viewer } = useFrame();
  const [open, setOpen] = useState(false);
  if (!selecting) {
    return (
      <Box padding="200" paddingInline="300" borderBlockEndWidth="025" borderColor="border">
        <Button size="slim" onClick={() => onSelecting(true)}>
          {text.start}
        </Button>
      </Box>
    );
  }
  const items = orderActions.map((action) => {
    const reason = whyNot(action, viewer, selection.targets);
    return {
      content: labelOf(action, selection.targets),
      icon: action.icon,
      disabled: reason !== undefined,
      helpText: reason,
      onAction: () => {
        setOpen(false);
        onAction(action);
      },
    };
  });
  const noTransition = whyNoTransition(viewer, selection.counts.total, actionText.nothingSelected);
  const transitionItems = transitionOffers.map((offer) => ({
    content: offer.content,
    icon: offer.icon,
    disabled: noTransition !== undefined,
    helpText: noTransition,
    onAction: () => {
      setOpen(false);
      onTransition(offer);
    },
  }));
  const stop = () => {
    selection.clear();
    onSelecting(false);
  };
  return (
    <div className="mobile-selection">
      <InlineStack gap="200" align="space-between" blockAlign="center">
        <Button size="slim" onClick={stop}>
          {text.stop}
        </Button>
        <Popover
          active={open}
          onClose={() => setOpen(false)}
          activator={
            <Button size="slim" variant="primary" disclosure disabled={selection.counts.total === 0} onClick={() => setOpen(!open)}>
              {text.actions}
            </Button>
          }
        >
          <ActionList items={[...items, ...transitionItems]} />
        </Popover>
      </InlineStack>
    </div>
  );
}
