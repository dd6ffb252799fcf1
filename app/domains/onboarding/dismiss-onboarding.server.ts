import type { Ctx } from "#app/platform/ctx.ts";

/** Puts the list of first steps away, for the member of staff who asks for it alone. Any number of times. */
export async function dismissOnboarding(ctx: Ctx): Promise<void> {
  await ctx.sql`
    update staff_members set onboarding_dismissed_at = ${ctx.now}
    where shop = ${ctx.shop} and user_id = ${ctx.actor.id} and onboarding_dismissed_at is null`;
}
