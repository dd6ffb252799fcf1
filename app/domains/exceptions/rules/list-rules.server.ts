import type { Ctx } from "#app/platform/ctx.ts";
import { isForAllShops } from "../find-exception.server.ts";
import type { RuleView } from "../schema.ts";

type RuleRow = Omit<RuleView, "created_at" | "revoked_at"> & { created_at: Date; revoked_at: Date | null };

const most = 500;

/** The rules that settle exceptions, active ones first, each with how many it has settled. */
export async function listRules(ctx: Ctx): Promise<{ rules: RuleView[] }> {
  const sql = isForAllShops(ctx) ? ctx.database.system : ctx.sql;
  const rows = await sql<RuleRow>`
    select r.id as rule_id, r.shop as tenant, r.source, r.event_type, r.reason_code, r.decision, r.override_patch, r.notes, r.created_label as created_by, r.created_at, r.revoked_at,
      (select count(*)::int from exceptions x where x.shop = r.shop and x.rule_id = r.id and x.status = 'resolved') as settled
    from decision_rules r where ${isForAllShops(ctx)} or r.shop = ${ctx.shop}
    order by r.revoked_at is not null, r.created_at desc limit ${most}`;
  return { rules: rows.map((row) => ({ ...row, created_at: row.created_at.toISOString(), revoked_at: row.revoked_at?.toISOString() ?? null })) };
}
