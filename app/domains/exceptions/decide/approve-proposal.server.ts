import { recordAudit } from "#app/platform/audit.ts";
import type { Actor, Ctx } from "#app/platform/ctx.ts";
import { DomainError } from "#app/platform/errors.ts";
import { inShop, lockOpenException, shopOfException } from "../find-exception.server.ts";
import type { ApproveProposal } from "../schema.ts";
import { mayBeSame, personOf } from "./person.ts";

/** Approves an override that somebody else proposed, once. Throws `not_found`, OWN_PROPOSAL or ALREADY_APPROVED. */
export async function approveProposal(ctx: Ctx, exceptionId: string, proposalId: string, { actor, note }: ApproveProposal): Promise<{ proposal_id: string; status: "approved" }> {
  return inShop(ctx, await shopOfException(ctx, exceptionId), async (tx) => {
    const exception = await lockOpenException(tx, exceptionId);
    const [proposal] = await tx.sql<{ actor: string; proposed_by: string; approved_at: Date | null }>`
      select actor, proposed_by, approved_at from exception_proposals where shop = ${tx.shop} and exception_id = ${exceptionId} and id::text = ${proposalId.toLowerCase()} for update`;
    if (!proposal) throw new DomainError("not_found", "PROPOSAL_NOT_FOUND", { message: "There is no such proposal." });
    if (proposal.approved_at) throw new DomainError("conflict", "ALREADY_APPROVED", { message: "This proposal is approved already." });
    if (mayBeSame(proposal.proposed_by, personOf(tx.actor)) || proposal.actor === actor) throw ownProposal(tx.actor);

    await tx.sql`
      update exception_proposals set approver = ${actor}, approval_note = ${note}, approved_by = ${personOf(tx.actor)}, approved_at = ${tx.now}
      where shop = ${tx.shop} and exception_id = ${exceptionId} and id::text = ${proposalId.toLowerCase()}`;
    await recordAudit(tx, { event: "exception.override_approved", orderId: exception.order_id ?? undefined, data: { exception_id: exceptionId, proposal_id: proposalId, actor, note } });
    return { proposal_id: proposalId, status: "approved" };
  });
}

function ownProposal({ onBehalfOf, role }: Actor): DomainError {
  const behindKey = onBehalfOf && role !== "admin" ? " All staff behind one API key count as one person, unless it is an admin's." : "";
  return new DomainError("forbidden", "OWN_PROPOSAL", { message: `Somebody other than who proposed it has to approve it.${behindKey}` });
}
