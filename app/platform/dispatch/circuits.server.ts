import type { SystemCtx } from "../ctx.ts";
import { paced } from "./pace.ts";

/** After so many failures in a row a destination is left alone, and then tried with one event at a time. */
export const circuitLimit = 5;
/** How long it is left alone at first; it doubles with each try that fails. */
const firstPauseSeconds = 15;
const longestPauseSeconds = 600;

interface Place {
  shop: string;
  destination: string;
}

/** Counts a failure of a destination; says whether its circuit is open with it. */
export async function countFailure(ctx: SystemCtx, { shop, destination }: Place, message: string): Promise<boolean> {
  const [row] = await ctx.sql<{ open: boolean }>`
    insert into outbox_circuits as c (shop, destination, failures, last_error, updated_at) values (${shop}, ${destination}, 1, ${message}, now())
    on conflict (shop, destination) do update set failures = c.failures + 1, last_error = excluded.last_error, updated_at = now(),
      blocked_until = case when c.failures + 1 >= ${circuitLimit}
        then now() + make_interval(secs => least(${paced(longestPauseSeconds)}, ${paced(firstPauseSeconds)} * 2 ^ least(10, c.failures + 1 - ${circuitLimit})) * (0.8 + 0.4 * random())) else c.blocked_until end
    returning failures >= ${circuitLimit} as open`;
  return row?.open ?? false;
}

/** Leaves a destination alone for as long as it asked for; that is no failure. */
export async function holdBack(ctx: SystemCtx, { shop, destination }: Place, seconds: number): Promise<void> {
  await ctx.sql`
    insert into outbox_circuits as c (shop, destination, blocked_until, updated_at) values (${shop}, ${destination}, now() + make_interval(secs => ${seconds}), now())
    on conflict (shop, destination) do update set blocked_until = greatest(c.blocked_until, excluded.blocked_until), updated_at = now()`;
}

/** A delivery went well: whatever was held against the destination is over. */
export async function closeCircuit(ctx: SystemCtx, { shop, destination }: Place): Promise<void> {
  await ctx.sql`delete from outbox_circuits where shop = ${shop} and destination = ${destination} and (failures > 0 or blocked_until <= now())`;
}

/** Lets a destination whose circuit is open be tried again at once: the last try has said nothing about it. */
export async function allowProbe(ctx: SystemCtx, { shop, destination }: Place): Promise<void> {
  await ctx.sql`update outbox_circuits set blocked_until = now() where shop = ${shop} and destination = ${destination} and failures >= ${circuitLimit}`;
}
