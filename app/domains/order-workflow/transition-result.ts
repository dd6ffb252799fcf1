import type { LockedOrder } from "#app/domains/orders/index.server.ts";
import type { WorkflowState } from "#app/domains/orders/schema.ts";
import type { Step } from "./registry.ts";
import type { StepFailed } from "./run-step.server.ts";
import type { Transition } from "./transitions.ts";

export type RefusalCode = "ALREADY_THERE" | "NO_TRANSITION" | "GUARD_REFUSED" | "GUARD_FAILED" | "EFFECT_FAILED" | "CHANGED_SINCE_PLAN" | "ORDER_NOT_FOUND";

/** By which step an order gets to where it is wanted, or why it does not. */
export type Decision = { step: Step } | { code: RefusalCode; reason: string; guard?: string; transition?: Transition };

/** What became of one order of a request. */
export interface TransitionResult {
  orderId: bigint;
  ok: boolean;
  fromState: WorkflowState | null;
  toState: WorkflowState;
  /** The transition that was taken, would be, or was refused; null when there is none. */
  transition: string | null;
  effects: string[];
  /** An earlier request of the same key has done it. */
  idempotent: boolean;
  /** The order's workflow version afterwards. */
  version: number | null;
  code?: RefusalCode;
  guard?: string;
  reason?: string;
}

/** A decision as the result of its order; of a step that is yet to run, with all the effects that it names. */
export function resultOf(order: LockedOrder, toState: WorkflowState, decision: Decision): TransitionResult {
  const base = { orderId: order.id, fromState: order.workflowState, toState, idempotent: false };
  if ("step" in decision) {
    const { transition, version } = decision.step;
    return { ...base, ok: true, transition: transition.name, effects: [...transition.effects], version };
  }
  const { code, reason, guard, transition } = decision;
  return { ...base, ok: false, transition: transition?.name ?? null, effects: [], version: order.workflowVersion, code, reason, ...(guard ? { guard } : {}) };
}

/** A step that was rolled back, as the result of its order. */
export function failureOf({ step: { order, transition }, code, message }: StepFailed, toState: WorkflowState): TransitionResult {
  return resultOf(order, toState, { code: code === "GUARD_FAILED" ? code : "EFFECT_FAILED", reason: message, transition });
}

/** The result of an order that does not exist, or does not any more. */
export function notFound(orderId: bigint, toState: WorkflowState): TransitionResult {
  return { orderId, ok: false, fromState: null, toState, transition: null, effects: [], idempotent: false, version: null, code: "ORDER_NOT_FOUND", reason: "There is no such order." };
}
