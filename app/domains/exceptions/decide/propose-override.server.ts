import { v7 as uuid } from "uuid";
import { recordAudit } from "#app/platform/audit.ts";
import type { Ctx } from "#app/platform/ctx.ts";
import { DomainError } from "#app/platform/errors.ts";
import { json } from "#app/platform/sql.ts";
import { inShop, lockOpenException, shopOfException } from "../find-exception.server.ts";
import { decisionHash } from "./governance.ts";
import { personOf } from "./person.ts";
import { planOverride } from "./plan-override.server.ts";
import type { ProposeOverride } from "../schema.ts";

/** Puts an override on record for a second person to approve. Throws what planOverride throws, and NO_APPROVAL_NEEDED. */
export async function proposeOverride(ctx: Ctx, exceptionId: string, input: ProposeOverride): Promise<{ proposal_id: string; status: "proposed" }> {
  return inShop(ctx, await shopOfException(ctx, exceptionId), async (tx) => {
    const exception = await lockOpenException(tx, exceptionId);
    const { event, patch, toApprove } = await planOverride(tx, exception, input);
    if (!toApprove) throw new DomainError("conflict", "NO_APPROVAL_NEEDED", { message: "Nobody has to approve this override: resolve the exception." });
    const id = uuid();
    await tx.sql`
      insert into exception_proposals (shop, id, exception_id, canonical_raw_id, override_patch, decision_hash, amount, currency_code, actor, notes, proposed_by, proposed_at)
      values (${tx.shop}, ${id}, ${exceptionId}, ${event.raw_id}, ${patch === null ? null : json(patch)}, ${decisionHash(event.raw_id, patch)}, ${toApprove.amount}, ${toApprove.currencyCode}, ${input.actor}, ${input.notes}, ${personOf(tx.actor)}, ${tx.now})`;
    await recordAudit(tx, { event: "exception.override_proposed", orderId: exception.order_id ?? undefined, data: { exception_id: exceptionId, proposal_id: id, actor: input.actor, amount: toApprove } });
    return { proposal_id: id, status: "proposed" };
  });
}
