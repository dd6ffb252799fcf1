import { type Ctx, inTransaction } from "#app/platform/ctx.ts";
import { DomainError } from "#app/platform/errors.ts";
import { makeRule } from "../rules/make-rule.server.ts";
import type { MakeRule, Preview, Resolution, ResolveException } from "../schema.ts";
import { resolveException } from "./resolve-exception.server.ts";

/**
 * Decides an exception and, if asked to, makes the decision a rule, both or neither. Throws what resolveException throws, and
 * REPLAY_FAILED, of which the try stays on record.
 */
export async function resolveWithRule(ctx: Ctx, id: string, input: ResolveException, decision: MakeRule["decision"] | undefined): Promise<Resolution | Preview> {
  const result = await inTransaction(ctx, async (tx) => {
    const resolved = await resolveException(tx, id, input);
    if (decision && !input.dry_run && !("failure" in resolved)) {
      await makeRule(tx, { exception_id: id, decision, override_patch: input.override_patch, actor: input.actor, notes: input.resolution_notes });
    }
    return resolved;
  });
  if ("failure" in result) throw new DomainError(result.failure.kind, result.failure.code, { message: describe(result.failure) });
  return result;
}

/** For people: what the event itself met, where that is known. */
function describe({ message, details }: DomainError): string {
  const why: unknown = Reflect.get(Object(details["why"]), "message");
  return typeof why === "string" ? `${message} ${why}` : message;
}
