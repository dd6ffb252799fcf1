import { CheckCircleIcon, PersonAddIcon, ChatIcon, ReturnIcon } from "@shopify/polaris-icons";
import type { IconSource } from "@shopify/polaris";
import type { Permission } from "#app/platform/permissions.ts";
import { refusalOf, type Viewer } from "#app/ui/refusal.ts";
import { actionText } from "./action-text.ts";
import { type ActionName, areFulfilled, areRefused, type OrderTarget } from "./drafts.ts";

/** An action on orders, as lists and pages offer it. */
export interface OrderAction {
  id: ActionName;
  label: string;
  icon: IconSource;
  permission: Permission;
  /** Beside the others, rather than in the menu behind them. */
  promoted: boolean;
}

/** Everything that can be done to one or several orders. An action that is added here is offered everywhere. */
export const orderActions: readonly OrderAction[] = [
  { id: "assign", label: actionText.assign.label, icon: PersonAddIcon, permission: "orders:write", promoted: true },
  { id: "fulfill", label: actionText.fulfill.label, icon: CheckCircleIcon, permission: "orders:write", promoted: true },
  { id: "support", label: actionText.support.label, icon: ChatIcon, permission: "orders:write", promoted: true },
  { id: "returns", label: actionText.returns.label, icon: ReturnIcon, permission: "returns:write", promoted: false },
];

/** What an action is called for these orders: of orders that are fulfilled already it changes the tracking, and those that were refused are tried again. */
export function labelOf({ id, label }: OrderAction, targets: readonly OrderTarget[]): string {
  if (id !== "fulfill") return label;
  if (areFulfilled(targets)) return actionText.fulfill.updateLabel;
  return areRefused(targets) ? actionText.fulfill.retryLabel : label;
}

/** Why an action is off for these orders and this viewer; undefined when it is not. */
export function whyNot(action: OrderAction, viewer: Omit<Viewer, "name">, targets: readonly OrderTarget[]): string | undefined {
  const refusal = refusalOf(viewer, action.permission);
  if (refusal !== undefined) return refusal;
  if (targets.length === 0) return actionText.nothingSelected;
  if (action.id === "fulfill" && targets.every(({ cancelled }) => cancelled)) return actionText.unfit.cancelled;
  if (action.id === "returns" && targets.every(({ hasOpenReturn }) => hasOpenReturn)) return actionText.unfit.hasReturn;
  return undefined;
}
