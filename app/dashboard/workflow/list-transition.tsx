import { useState } from "react";
import type { OrderTarget } from "#app/dashboard/actions/drafts.ts";
import type { TransitionOffer } from "./order-transitions.ts";
import { TransitionDialog } from "./transition-dialog.tsx";

export interface ListTransitionProps {
  offer: TransitionOffer;
  targets: readonly OrderTarget[];
  onClose: () => void;
  onChanged: () => void;
}

/** The transition dialog for the orders that were selected when it was opened: what is selected later, or no longer, is not its business. */
export function ListTransition({ offer: { toState }, targets, onClose, onChanged }: ListTransitionProps) {
  const [chosen] = useState(targets);
  return <TransitionDialog targets={chosen} toState={toState} onClose={onClose} onChanged={onChanged} />;
}
