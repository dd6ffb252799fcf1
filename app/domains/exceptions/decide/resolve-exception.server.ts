import { z } from "zod";
import { contradictionReason, issuesOf, type Outcome, settleExceptionAlert } from "#app/domains/intake/index.server.ts";
import { replayEvent } from "#app/domains/rebuild/index.server.ts";
import { recordAudit } from "#app/platform/audit.ts";
import { crashPoint } from "#app/platform/crash-point.ts";
import { type Ctx, inSavepoint, type Tx } from "#app/platform/ctx.ts";
import { DomainError, isCollision, loggableMessage } from "#app/platform/errors.ts";
import { signal } from "#app/platform/live.ts";
import { toGid } from "#app/platform/shopify/ids.ts";
import { json } from "#app/platform/sql.ts";
import { type Exception, inShop, lockOpenException, shopOfException } from "../find-exception.server.ts";
import { type OverridePlan, planOverride } from "./plan-override.server.ts";
import { previewResolution } from "./preview-resolution.server.ts";
import { requireApproval } from "./require-approval.server.ts";
import { type Preview, type Resolution, ResolutionAction, type ResolveException } from "../schema.ts";

/** A replay that was tried and failed: the try is on record, so this is an answer rather than something thrown. */
export interface FailedReplay {
  failure: DomainError;
}

export interface ResolveOptions {
  /** The rule that decides, when no person does. */
  ruleId?: string;
}

/**
 * Decides an exception, for good: closes it, and either sets its event aside or processes it as decided, all in one
 * transaction. Of two that race one wins; the other gets ALREADY_RESOLVED. With `dry_run` it tells what would happen and
 * changes nothing. (Contract, section 2, which names what it throws.)
 */
export async function resolveException(ctx: Ctx, id: string, input: ResolveException, { ruleId }: ResolveOptions = {}): Promise<Resolution | Preview | FailedReplay> {
  const action = ResolutionAction.safeParse(input.action);
  if (!action.success) throw new DomainError("invalid", "UNKNOWN_ACTION", { message: `'${input.action}' is not an action: use ${ResolutionAction.options.join(" or ")}.`, errors: [{ path: "action", message: "is not an action" }] });

  return inShop(ctx, await shopOfException(ctx, id), async (tx) => {
    const exception = await lockOpenException(tx, id);
    crashPoint("resolve.locked");
    const decide = (within: Tx) => (action.data === "override_and_replay" ? override(within, exception, input, ruleId) : setAside(within, exception, input, ruleId));
    return input.dry_run ? previewResolution(tx, exception, input, decide) : decide(tx);
  });
}

async function setAside(tx: Tx, exception: Exception, input: ResolveException, ruleId: string | undefined): Promise<Resolution> {
  await tx.sql`update events_processed set status = 'ignored' where shop = ${tx.shop} and idempotency_key = ${exception.idempotency_key}`;
  return close(tx, exception, { input, action: "mark_resolved_no_replay", status: "ignored", orders: [exception.order_id], ruleId });
}

async function override(tx: Tx, exception: Exception, input: ResolveException, ruleId: string | undefined): Promise<Resolution | FailedReplay> {
  const plan = await planOverride(tx, exception, input);
  const approval = input.dry_run ? undefined : await requireApproval(tx, exception, plan);
  const outcome = await replay(tx, exception, plan, input);
  if (outcome instanceof DomainError) return { failure: outcome };

  const { event, patch } = plan;
  const orderId = outcome.orderId ?? null;
  await tx.sql`
    update events_processed set status = 'processed', canonical_raw_id = ${event.raw_id}, override_patch = ${patch === null ? null : json(patch)}, applied_raw_id = ${event.raw_id},
      applied_at = coalesce(applied_at, ${tx.now}), processed_at = ${tx.now}, order_id = ${orderId}, duplicate_of = null, last_error = null
    where shop = ${tx.shop} and idempotency_key = ${exception.idempotency_key}`;
  return close(tx, exception, { input, action: "override_and_replay", status: "processed", orders: [event.order_id, orderId], ruleId, plan, approval });
}

/** Processes the event as decided; when that fails nothing of it stays but the record of the try. */
async function replay(tx: Tx, exception: Exception, { event, patch }: OverridePlan, input: ResolveException): Promise<Outcome | DomainError> {
  try {
    return await inSavepoint(tx, async (inner) => {
      const outcome = await replayEvent(inner, event, { patch, note: input.resolution_notes });
      if (!outcome.contradiction) return outcome;
      const { summary, details } = contradictionReason(outcome.contradiction);
      throw new DomainError("conflict", "STATE_CONFLICT", { message: summary, ...details });
    });
  } catch (error) {
    if (isCollision(error)) throw error;
    const failure = replayFailed(error, exception.replay_attempts + 1);
    await tx.sql`update exceptions set replay_attempts = ${exception.replay_attempts + 1} where shop = ${tx.shop} and id = ${exception.id}`;
    await recordAudit(tx, { event: "exception.replay_failed", orderId: exception.order_id ?? undefined, data: { exception_id: exception.id, actor: input.actor, canonical_raw_id: event.raw_id, override_patch: patch, why: failure.details["why"] } });
    return failure;
  }
}

function replayFailed(error: unknown, replayAttempts: number): DomainError {
  const why =
    error instanceof DomainError ? { code: error.code, ...error.details }
    : error instanceof z.ZodError ? { code: "INVALID_PAYLOAD", issues: issuesOf(error) }
    : error instanceof SyntaxError ? { code: "INVALID_PAYLOAD", message: "What arrived is not JSON." }
    : { code: "PROCESSING_FAILED", message: loggableMessage(error).slice(0, 500) };
  return new DomainError("conflict", "REPLAY_FAILED", { message: "The event could not be processed. The exception stays open; nothing else has changed.", why, replay_attempts: replayAttempts }, { cause: error });
}

interface Closing {
  input: ResolveException;
  action: ResolutionAction;
  status: Resolution["idempotency_status"];
  /** The orders that the event was or is about. */
  orders: (bigint | null)[];
  ruleId: string | undefined;
  plan?: OverridePlan;
  approval?: string;
}

async function close(tx: Tx, exception: Exception, { input, action, status, orders, ruleId, plan, approval }: Closing): Promise<Resolution> {
  const attempts = exception.replay_attempts + (plan ? 1 : 0);
  await tx.sql`
    update exceptions set status = 'resolved', resolved_at = ${tx.now}, action = ${action}, resolved_by = ${input.actor}, resolved_by_caller = ${tx.actor.id}, resolution_notes = ${input.resolution_notes},
      canonical_raw_id = ${plan?.event.raw_id ?? null}, override_patch = ${plan?.patch ? json(plan.patch) : null}, replay_attempts = ${attempts}, order_id = coalesce(${orders.at(-1) ?? null}, order_id), rule_id = ${ruleId ?? null}
    where shop = ${tx.shop} and id = ${exception.id}`;
  const about = [...new Set(orders.flatMap((id) => id ?? []))];
  for (const orderId of about) await settleExceptionAlert(tx, orderId);
  await recordAudit(tx, {
    event: "exception.resolved",
    action,
    orderId: about.at(-1),
    data: { exception_id: exception.id, reason_code: exception.reason_code, idempotency_key: exception.idempotency_key, actor: input.actor, notes: input.resolution_notes, canonical_raw_id: plan?.event.raw_id ?? null, override_patch: plan?.patch ?? null, rule_id: ruleId ?? null, proposal_id: approval ?? null },
  });
  await signal(tx, { event: "refresh", data: { reason: "action", orderIds: about.map((id) => toGid("Order", id)) } });
  crashPoint("resolve.closed");
  return { exception_id: exception.id, status: "resolved", idempotency_status: status, replay_attempts: attempts };
}
