import { validate as isUuid } from "uuid";
import { recordAudit } from "#app/platform/audit.ts";
import { type Ctx, inTransaction, type Tx } from "#app/platform/ctx.ts";
import { DomainError, messageOf } from "#app/platform/errors.ts";
import { signal } from "#app/platform/live.ts";
import { isApplicable, mergePatch } from "#app/platform/merge-patch.ts";
import { findDestination } from "#app/platform/outbox.ts";
import { toGid } from "#app/platform/shopify/ids.ts";
import { json } from "#app/platform/sql.ts";
import { wake } from "#app/platform/wake.ts";
import type { ResolvedFailure, ResolveFailure } from "./schema.ts";

interface Failed {
  type: string;
  status: string;
  order_id: bigint | null;
  payload: unknown;
  attempts: number;
  last_error: string | null;
}

/**
 * Decides an event that failed, with the note on record: sends it again, also with a mended payload, or lets it be. A replay
 * has its destination's whole schedule before it, and asks first whether an earlier attempt had its effect after all. Throws
 * `not_found`; `conflict` NOT_FAILED when it is not waiting for a decision, so that of two people one decides; `invalid`
 * PATCH_INVALID. (Contract, section 5.)
 */
export function resolveFailure(ctx: Ctx, eventId: string, { action, note, payload_patch: patch }: ResolveFailure): Promise<ResolvedFailure> {
  return inTransaction(ctx, async (tx) => {
    const event = await lockFailed(tx, eventId);
    const payload = action === "fix_and_replay" ? patched(event, patch) : event.payload;
    const status = action === "ignore" ? "IGNORED" : "PENDING";

    await tx.sql`
      update outbox_events set status = ${status}, payload = ${json(payload)}, failures = 0, next_attempt_at = now(), leased_until = null, leased_by = null,
        failed_at = case when ${action} = 'ignore' then failed_at end, decision = ${action}, decision_note = ${note}, decided_by = ${tx.actor.label}, decided_at = ${tx.now}
      where shop = ${tx.shop} and id = ${eventId}`;
    await recordAudit(tx, {
      event: "outbox.event_resolved",
      action,
      orderId: event.order_id ?? undefined,
      data: { event_id: eventId, event_type: event.type, note, attempts: event.attempts, last_error: event.last_error, ...(patch ? { payload_patch: patch } : {}) },
    });
    await signal(tx, { event: "refresh", data: { reason: "action", orderIds: event.order_id === null ? [] : [toGid("Order", event.order_id)] } });
    if (status === "PENDING") tx.afterCommit(() => wake("outbox.dispatch"));
    return { eventId, status };
  });
}

async function lockFailed(tx: Tx, eventId: string): Promise<Failed> {
  if (!isUuid(eventId)) throw notFound();
  const [event] = await tx.sql<Failed>`
    select type, status, order_id, payload, attempts, last_error from outbox_events where shop = ${tx.shop} and id = ${eventId} for update`;
  if (!event) throw notFound();
  if (event.status === "FAILED") return event;
  throw new DomainError("conflict", "NOT_FAILED", { message: `The event is ${event.status}: only one that has failed waits for a decision.`, event_status: event.status });
}

function notFound(): DomainError {
  return new DomainError("not_found", "EVENT_NOT_FOUND", { message: "There is no such event." });
}

/** The payload with the patch over it, checked by whoever is to send it. */
function patched({ type, payload }: Failed, patch: unknown): unknown {
  if (!isApplicable(patch)) throw patchInvalid("The patch has a name in it that cannot be applied.");
  const result = mergePatch(payload, patch);
  try {
    findDestination(type)?.check(result);
  } catch (error) {
    throw patchInvalid(messageOf(error), error);
  }
  return result;
}

function patchInvalid(message: string, cause?: unknown): DomainError {
  return new DomainError("invalid", "PATCH_INVALID", { message, errors: [{ path: "payload_patch", message }] }, { cause });
}
