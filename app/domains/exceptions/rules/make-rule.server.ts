import { v7 as uuid } from "uuid";
import { getSettings } from "#app/domains/shops/index.server.ts";
import { recordAudit } from "#app/platform/audit.ts";
import type { Ctx } from "#app/platform/ctx.ts";
import { DomainError } from "#app/platform/errors.ts";
import { isRecord } from "#app/platform/json.ts";
import { isApplicable } from "#app/platform/merge-patch.ts";
import { json } from "#app/platform/sql.ts";
import { inShop, lockException, shopOfException } from "../find-exception.server.ts";
import { mayPatch } from "../decide/governance.ts";
import type { MakeRule } from "../schema.ts";

/**
 * Makes a decision a rule: from now on exceptions of the same source, type and reason are settled like that by themselves,
 * until the rule is revoked. A rule of the same kind gives way to it. Throws `not_found`, PATCH_INVALID or PATCH_NOT_ALLOWED.
 */
export async function makeRule(ctx: Ctx, { exception_id, decision, override_patch, actor, notes }: MakeRule): Promise<{ rule_id: string; status: "active" }> {
  return inShop(ctx, await shopOfException(ctx, exception_id), async (tx) => {
    const exception = await lockException(tx, exception_id);
    const patch = decision === "patch" ? override_patch : null;
    if (decision === "patch" && (!isRecord(patch) || !isApplicable(patch))) throw new DomainError("invalid", "PATCH_INVALID", { message: "override_patch: is not an object that can be applied", errors: [{ path: "override_patch", message: "is not an object that can be applied" }] });
    if (decision === "patch" && !mayPatch(await getSettings(tx), exception.event_type)) throw new DomainError("invalid", "PATCH_NOT_ALLOWED", { message: `This shop does not let events of type '${exception.event_type}' be patched (Settings).` });
    if (decision !== "patch" && exception.reason_code !== "IDEMPOTENCY_CONFLICT") throw new DomainError("invalid", "RULE_NEEDS_CONFLICT", { message: "First or last wins is a rule for conflicts: other events have one content alone." });

    const id = uuid();
    const [ledger] = await tx.sql<{ source: string }>`select source from events_processed where shop = ${tx.shop} and idempotency_key = ${exception.idempotency_key}`;
    const source = ledger?.source ?? "";
    await tx.sql`
      update decision_rules set revoked_by = ${tx.actor.id}, revoked_at = ${tx.now}
      where shop = ${tx.shop} and source = ${source} and event_type = ${exception.event_type} and reason_code = ${exception.reason_code} and revoked_at is null`;
    await tx.sql`
      insert into decision_rules (shop, id, source, event_type, reason_code, decision, override_patch, notes, exception_id, created_by, created_label, created_at)
      values (${tx.shop}, ${id}, ${source}, ${exception.event_type}, ${exception.reason_code}, ${decision}, ${patch === null ? null : json(patch)}, ${notes}, ${exception_id}, ${tx.actor.id}, ${actor}, ${tx.now})`;
    await recordAudit(tx, { event: "exception.rule_made", data: { rule_id: id, exception_id, source, event_type: exception.event_type, reason_code: exception.reason_code, decision, override_patch: patch, actor, notes } });
    return { rule_id: id, status: "active" };
  });
}
