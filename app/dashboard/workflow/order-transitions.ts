import { CheckCircleIcon, OrdersStatusIcon, XCircleIcon } from "@shopify/polaris-icons";
import type { IconSource } from "@shopify/polaris";
import type { WorkflowState } from "#app/domains/orders/schema.ts";
import { refusalOf, type Viewer } from "#app/ui/refusal.ts";
import { workflowText as text } from "./workflow-text.ts";

/** A way into the transition dialog, as the orders list offers it. */
export interface TransitionOffer {
  content: string;
  icon: IconSource;
  /** The state that it is about; to be chosen, when there is none. */
  toState?: WorkflowState;
}

export const transitionOffers: readonly TransitionOffer[] = [
  { content: text.apply, icon: OrdersStatusIcon },
  { content: text.markPaid, icon: CheckCircleIcon, toState: "paid" },
  { content: text.cancel, icon: XCircleIcon, toState: "cancelled" },
];

/** Why a viewer may not take orders to another state; undefined when they may. */
export function whyNoTransition(viewer: Omit<Viewer, "name">, count: number, none: string): string | undefined {
  return refusalOf(viewer, "orders:change") ?? (count === 0 ? none : undefined);
}
