import { recordAudit } from "#app/platform/audit.ts";
import type { Ctx } from "#app/platform/ctx.ts";
import { DomainError } from "#app/platform/errors.ts";
import { inShop, isForAllShops } from "../find-exception.server.ts";
import type { RevokeRule } from "../schema.ts";

/** Ends a rule; what it has settled stays. Throws `not_found` or RULE_REVOKED. */
export async function revokeRule(ctx: Ctx, ruleId: string, { actor }: RevokeRule): Promise<{ rule_id: string; status: "revoked" }> {
  const sql = isForAllShops(ctx) ? ctx.database.system : ctx.sql;
  const [found] = await sql<{ shop: string }>`select shop from decision_rules where id::text = ${ruleId.toLowerCase()} and (${isForAllShops(ctx)} or shop = ${ctx.shop})`;
  if (!found) throw new DomainError("not_found", "RULE_NOT_FOUND", { message: "There is no such rule." });
  return inShop(ctx, found.shop, async (tx) => {
    const revoked = await tx.sql<{ id: string }>`
      update decision_rules set revoked_by = ${tx.actor.id}, revoked_at = ${tx.now} where shop = ${tx.shop} and id::text = ${ruleId.toLowerCase()} and revoked_at is null returning id`;
    if (revoked.length === 0) throw new DomainError("conflict", "RULE_REVOKED", { message: "This rule is revoked already." });
    await recordAudit(tx, { event: "exception.rule_revoked", data: { rule_id: ruleId, actor } });
    return { rule_id: ruleId, status: "revoked" };
  });
}
