import { CheckCircleIcon, OrdersStatusIcon, XCircleIcon } from "@shopify/polaris-icons";
import type { IconSource } from "@shopify/polaris";
import type { Permission } from "#app/platform/permissions.ts";
import { t } from "#app/ui/text.ts";
import { uiText } from "#app/ui/ui-text.ts";
import type { TargetState } from "./transition-form.tsx";
import { workflowText as text } from "./workflow-text.ts";

/** A way into the transition dialog, as the orders list offers it. */
export interface TransitionOffer {
  content: string;
  icon: IconSource;
  /** The state that it is about; to be chosen, when there is none. */
  toState?: TargetState;
}

export const transitionOffers: readonly TransitionOffer[] = [
  { content: text.apply, icon: OrdersStatusIcon },
  { content: text.markPaid, icon: CheckCircleIcon, toState: "paid" },
  { content: text.cancel, icon: XCircleIcon, toState: "cancelled" },
];

/** Why a viewer may not take orders to another state; undefined when they may. */
export function whyNoTransition(viewer: { role: string; permissions: readonly Permission[] }, count: number, none: string): string | undefined {
  if (!viewer.permissions.includes("orders:change")) return t(uiText.notPermitted, { role: viewer.role });
  return count === 0 ? none : undefined;
}
