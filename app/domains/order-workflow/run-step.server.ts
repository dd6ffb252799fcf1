import type { Ctx, Tx } from "#app/platform/ctx.ts";
import { DomainError, isCollision, loggableMessage } from "#app/platform/errors.ts";
import { logger } from "#app/platform/logger.server.ts";
import type { OutboxMessage } from "#app/platform/outbox.ts";
import { type Closing, findEffect, findGuard, type GuardVerdict, type Step } from "./registry.ts";

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

interface EffectsOptions {
  /** Effects that the caller has seen to itself. */
  done?: readonly string[];
  /** Takes what effects leave for the end of the transaction, and the caller runs it there; without it nothing is left. */
  closings?: Closing[];
}

/** Runs a step's effects in their order. Throws StepFailed when one does. */
export async function runEffects(tx: Tx, step: Step, { done = [], closings }: EffectsOptions = {}): Promise<Pick<TakenStep, "step" | "effects" | "messages">> {
  const effects: string[] = [];
  const messages: OutboxMessage[] = [];
  for (const key of step.transition.effects) {
    if (!done.includes(key)) {
      const outcome = await runEffect(tx, key, closings ? { ...step, alone: true } : step);
      if (outcome === "skipped") continue;
      if (outcome && "closing" in outcome) {
        const closing: Closing = (sql) => failing(key, step, () => outcome.closing(sql));
        if (closings) closings.push(closing);
        else await closing(tx.sql);
      } else messages.push(...(outcome ?? []));
    }
    effects.push(key);
  }
  return { step, effects, messages };
}

async function runEffect(tx: Tx, key: string, step: Step) {
  return failing(key, step, async () => (await findEffect(key))(tx, step));
}

async function failing<T>(key: string, step: Step, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
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
