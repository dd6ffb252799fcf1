import type { Ctx } from "#app/platform/ctx.ts";

/** When the poller last looked at the shop; null when it never has. */
export async function lastPollerTick(_ctx: Ctx): Promise<Date | null> {
  return null;
}
