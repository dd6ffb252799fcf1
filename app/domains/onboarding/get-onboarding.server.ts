import type { Ctx } from "#app/platform/ctx.ts";
import { permissionsOf } from "#app/platform/permissions.ts";
import { type Onboarding, OnboardingStep } from "./schema.ts";

type Row = Record<OnboardingStep | "dismissed", boolean> & { state: string | null; read: bigint; told: bigint };

/** How far the shop has come with its beginning, told by what it has done, not by what somebody ticked. */
export async function getOnboarding(ctx: Ctx): Promise<Onboarding> {
  const [row] = await ctx.sql<Row>`
    select b.state, coalesce(b.orders_read, 0) as read, coalesce(b.orders_told, 0) as told,
      coalesce(b.state = 'done', false) as orders,
      (select count(*) > 1 from staff_members where shop = ${ctx.shop}) as team,
      exists (select from order_assignment_history where shop = ${ctx.shop}) as assign,
      exists (select from fulfillment_intents where shop = ${ctx.shop}) as fulfill,
      exists (select from staff_members where shop = ${ctx.shop} and user_id = ${ctx.actor.id} and onboarding_dismissed_at is not null) as dismissed
    from (select ${ctx.shop}::text as shop) s left join backfills b on b.shop = s.shop`;
  if (!row) return { readingIn: null, steps: null };

  const { state, read, told, dismissed } = row;
  const steps = OnboardingStep.options.map((id) => ({ id, done: row[id] }));
  const wanted = !dismissed && permissionsOf(ctx.actor.role).includes("settings") && steps.some(({ done }) => !done);
  return { readingIn: state === null || state === "done" ? null : { failed: state === "failed", read: Number(read), told: Number(told) }, steps: wanted ? steps : null };
}
