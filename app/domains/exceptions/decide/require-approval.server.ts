import type { Tx } from "#app/platform/ctx.ts";
import { DomainError } from "#app/platform/errors.ts";
import type { Exception } from "../find-exception.server.ts";
import { decisionHash } from "./governance.ts";
import { mayBeSame, personOf } from "./person.ts";
import type { OverridePlan } from "./plan-override.server.ts";

/**
 * Sees to it that somebody else has approved a decision about more money than one person may decide on. Gives the approved
 * proposal's id, or undefined where none is needed; throws APPROVAL_REQUIRED.
 */
export async function requireApproval(tx: Tx, exception: Exception, { event, patch, toApprove }: OverridePlan): Promise<string | undefined> {
  if (!toApprove) return undefined;
  const approvals = await tx.sql<{ id: string; approved_by: string }>`
    select id, approved_by from exception_proposals
    where shop = ${tx.shop} and exception_id = ${exception.id} and decision_hash = ${decisionHash(event.raw_id, patch)} and approved_by is not null
    order by approved_at`;
  const approved = approvals.find(({ approved_by: approver }) => !mayBeSame(approver, personOf(tx.actor)));
  if (approved) return approved.id;
  throw new DomainError("conflict", "APPROVAL_REQUIRED", {
    message: `This override is about ${toApprove.amount} ${toApprove.currencyCode}: another person has to approve it first. Propose it, have it approved, then resolve.`,
    amount: toApprove,
  });
}
