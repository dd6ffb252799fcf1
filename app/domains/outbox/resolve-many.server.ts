import type { Ctx } from "#app/platform/ctx.ts";
import { DomainError } from "#app/platform/errors.ts";
import { resolveFailure } from "./resolve-failure.server.ts";
import type { FailuresResolved, ResolveFailures } from "./schema.ts";

/** Takes one decision for many events that failed, as after an outage. Each stands alone: what somebody else has decided is named, and stays so. */
export async function resolveFailures(ctx: Ctx, { eventIds, action, note }: ResolveFailures): Promise<FailuresResolved> {
  const failed: FailuresResolved["failed"] = [];
  const ids = [...new Set(eventIds)];
  for (const eventId of ids) {
    const refusal = await resolveOne(ctx, eventId, { action, note });
    if (refusal) failed.push({ eventId, code: refusal.code, message: refusal.message });
  }
  return { resolved: ids.length - failed.length, failed };
}

async function resolveOne(ctx: Ctx, eventId: string, decision: Pick<ResolveFailures, "action" | "note">): Promise<DomainError | undefined> {
  try {
    await resolveFailure(ctx, eventId, decision);
    return undefined;
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
}
