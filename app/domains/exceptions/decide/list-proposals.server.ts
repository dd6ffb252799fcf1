import type { Tx } from "#app/platform/ctx.ts";
import type { ProposalView } from "../schema.ts";

interface ProposalRow {
  id: string;
  canonical_raw_id: string;
  override_patch: unknown;
  amount: string;
  currency_code: string;
  actor: string;
  notes: string;
  proposed_at: Date;
  approver: string | null;
  approval_note: string | null;
  approved_at: Date | null;
}

/** The overrides that were proposed for an exception, newest first. */
export async function listProposals(tx: Tx, exceptionId: string): Promise<ProposalView[]> {
  const rows = await tx.sql<ProposalRow>`
    select id, canonical_raw_id, override_patch, trim_scale(amount)::text as amount, currency_code, actor, notes, proposed_at, approver, approval_note, approved_at
    from exception_proposals where shop = ${tx.shop} and exception_id = ${exceptionId} order by proposed_at desc, id desc`;
  return rows.map((row) => ({
    proposal_id: row.id,
    canonical_raw_id: row.canonical_raw_id,
    override_patch: row.override_patch,
    amount: { amount: row.amount, currencyCode: row.currency_code },
    actor: row.actor,
    notes: row.notes,
    proposed_at: row.proposed_at.toISOString(),
    approval: row.approved_at && { approver: row.approver ?? "", note: row.approval_note ?? "", approved_at: row.approved_at.toISOString() },
  }));
}
