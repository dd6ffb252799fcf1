import type { ReturnAction } from "#app/domains/returns/schema.ts";
import { actionText } from "./action-text.ts";

export type ReturnStep = Exclude<ReturnAction, "open">;

export interface StepText {
  label: string;
  title: `${string}{name}${string}`;
  /** What it means for the customer and the shop. */
  effect: string;
}

const steps: Record<ReturnAction, StepText> = {
  ...actionText.step,
  open: { label: actionText.returns.label, title: actionText.returns.title.one, effect: "" },
};

/** The words of a step. */
export function stepText(step: ReturnAction): StepText {
  return steps[step];
}

/** Steps that say more than their name, move money or end the return ask first; the others are done at once. */
const confirmed = new Set<ReturnAction>(["generate_label", "request_inspection", "approve_refund", "complete", "deny", "cancel"]);

export function needsDialog(step: ReturnAction): boolean {
  return confirmed.has(step);
}

/** The actions that a machine names, as far as this page knows them. */
export function knownSteps(actions: readonly string[]): ReturnStep[] {
  return stepOrder.filter((step) => actions.includes(step));
}

const stepOrder: readonly ReturnStep[] = ["approve_request", "generate_label", "mark_in_transit", "request_inspection", "approve_refund", "complete", "deny", "cancel"];
