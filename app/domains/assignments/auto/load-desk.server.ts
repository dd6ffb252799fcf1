import { getSettings, getShop, listAssignees } from "#app/domains/shops/index.server.ts";
import type { Ctx, Tx } from "#app/platform/ctx.ts";
import { TeamMember } from "../schema.ts";
import { isOnShift } from "./on-shift.ts";
import type { Desk } from "./plan.ts";

/** Who may get orders now, how many they have, by which rules, and whose turn it was. */
export async function loadDesk(ctx: Ctx): Promise<Desk> {
  const { teamMembers, assignmentRules, supportAssignee } = await getSettings(ctx);
  const { ianaTimezone } = await getShop(ctx);
  const staff = teamMembers.length > 0 ? [] : (await listAssignees(ctx)).filter((name) => name !== supportAssignee);
  const members = teamMembers.length > 0 ? teamMembers : staff.map((assignee) => TeamMember.parse({ assignee }));
  const loads = await ctx.sql<{ assigned_to: string; count: number }>`
    select assigned_to, count(*)::int as count from orders
    where shop = ${ctx.shop} and assigned_to = any(${members.map(({ assignee }) => assignee)}) and is_open and deleted_at is null group by assigned_to`;
  const turns = await ctx.sql<{ team: string; assignee: string }>`select team, assignee from assignment_turns where shop = ${ctx.shop}`;
  const load = new Map(loads.map(({ assigned_to, count }) => [assigned_to, count]));
  return {
    hands: members.map((member) => ({ ...member, onShift: isOnShift(member, ianaTimezone, ctx.now), load: load.get(member.assignee) ?? 0 })),
    rules: assignmentRules,
    turns: new Map(turns.map(({ team, assignee }) => [team, assignee])),
  };
}

/** Keeps whose turn it was. */
export async function keepTurns(tx: Tx, turns: ReadonlyMap<string, string>): Promise<void> {
  for (const [team, assignee] of turns) {
    await tx.sql`
      insert into assignment_turns (shop, team, assignee, at) values (${tx.shop}, ${team}, ${assignee}, ${tx.now})
      on conflict (shop, team) do update set assignee = excluded.assignee, at = excluded.at where assignment_turns.assignee <> excluded.assignee`;
  }
}
