import type { Ctx, Tx } from "#app/platform/ctx.ts";
import { DomainError, isCollision, loggableMessage } from "#app/platform/errors.ts";
import { logger } from "#app/platform/logger.server.ts";
import type { OutboxMessage } from "#app/platform/outbox.ts";
import { findEffect, findGuard, type GuardVerdict, type Step } from "./registry.ts";

/** A step whose effects have run: what is to be written with it. */
export interface TakenStep {
  step: Step;
  /** The keys of the effects that had something to do, in the table's order. */
  effects: string[];
  messages: OutboxMessage[];
  metadata: Record<string, unknown>;
  idempotencyKey: string | null;
}

export interface Refusal {
  allowed: false;
  guard: string;
  reason: string;
}

/** Asks a step's guards in their order; gives the first refusal. Throws StepFailed when a guard cannot say. */
export async function askGuards(ctx: Ctx, step: Step): Promise<{ allowed: true } | Refusal> {
  for (const key of step.transition.guards) {
    const verdict = await sayOf(key, step, async () => (await findGuard(key))(ctx, step));
    if (!verdict.allowed) return { allowed: false, guard: key, reason: verdict.reason };
  }
  return { allowed: true };
}

/** A guard may also refuse by throwing a DomainError. */
async function sayOf(guard: string, step: Step, ask: () => Promise<GuardVerdict>): Promise<GuardVerdict> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof DomainError) return { allowed: false, reason: error.message };
    throw stepFailed("GUARD_FAILED", guard, step, error);
  }
}

/** Runs a step's effects in their order, without those that the caller has done itself. Throws StepFailed when one does. */
export async function runEffects(tx: Tx, step: Step, done: readonly string[] = []): Promise<Pick<TakenStep, "step" | "effects" | "messages">> {
  const effects: string[] = [];
  const messages: OutboxMessage[] = [];
  for (const key of step.transition.effects) {
    if (!done.includes(key)) {
      const outcome = await runEffect(tx, key, step);
      if (outcome === "skipped") continue;
      messages.push(...(outcome ?? []));
    }
    effects.push(key);
  }
  return { step, effects, messages };
}

async function runEffect(tx: Tx, key: string, step: Step) {
  try {
    const effect = await findEffect(key);
    return await effect(tx, step);
  } catch (error) {
    throw stepFailed("EFFECT_FAILED", key, step, error);
  }
}

/** A guard or an effect threw: the transition is not taken, and what its effects did is rolled back. */
export class StepFailed extends DomainError {
  readonly step: Step;

  constructor(code: "GUARD_FAILED" | "EFFECT_FAILED", key: string, step: Step, cause: unknown) {
    const why = cause instanceof DomainError ? cause.message : "it could not be carried out.";
    super("conflict", code, { message: `${key}: ${why}`, [code === "GUARD_FAILED" ? "guard" : "effect"]: key }, { cause });
    this.step = step;
  }
}

/** A collision with another transaction is no fault of the step: it is passed on, and the transaction is tried again. */
function stepFailed(code: "GUARD_FAILED" | "EFFECT_FAILED", key: string, step: Step, cause: unknown): unknown {
  if (isCollision(cause)) return cause;
  if (!(cause instanceof DomainError)) logger.error({ key, transition: step.transition.name, orderId: String(step.order.id), error: loggableMessage(cause) }, "a step of the workflow failed");
  return new StepFailed(code, key, step, cause);
}
