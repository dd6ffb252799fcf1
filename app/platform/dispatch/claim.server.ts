import type { SystemCtx } from "../ctx.ts";
import { type Part, part } from "../sql.ts";
import { circuitLimit } from "./circuits.server.ts";
import { currentHolder } from "./holder.ts";

/** An event that this worker has for the length of its lease. */
export interface Claimed {
  shop: string;
  id: string;
  type: string;
  destination: string;
  order_id: bigint | null;
  payload: unknown;
  attempts: number;
  failures: number;
  first_attempt_at: Date;
  correlation_id: string;
  /** Whether its destination has failures on record, which a success ends. */
  doubted: boolean;
}

/** After so long anybody may take an event over. A worker that dies loses its events sooner, when its heartbeat is missed. */
export const leaseSeconds = 180;

/** Due, free, and the first of its stream. */
const due = part`p.status = 'PENDING' and p.next_attempt_at <= now() and (p.leased_until is null or p.leased_until < now())
  and not exists (select from outbox_events e where e.shop = p.shop and e.stream = p.stream and e.seq < p.seq and e.status = 'PENDING')`;

const paused = part`select from pauses h where h.shop = p.shop and h.kind = 'destination' and h.name = p.destination`;

/** Due, and its destination neither paused nor known to fail. */
const claimable = part`${due} and not exists (${paused})
  and not exists (select from outbox_circuits c where c.shop = p.shop and c.destination = p.destination and (c.failures >= ${circuitLimit} or c.blocked_until > now()))`;

/** Takes up to so many events, oldest first, of destinations that are neither paused nor known to fail nor in `busy`. */
export function claimEvents(ctx: SystemCtx, most: number, busy: readonly string[]): Promise<Claimed[]> {
  return claim(
    ctx,
    part`select p.shop, p.id from outbox_events p where ${claimable} and not (p.shop || ' ' || p.destination = any(${busy}))
      order by p.next_attempt_at, p.seq limit ${most} for update of p skip locked`,
  );
}

/** Whether there is an event to take, such as one that became due since the last look, or that another had locked then. */
export async function isAnyDue(ctx: SystemCtx): Promise<boolean> {
  const [found] = await ctx.sql`select 1 from outbox_events p where ${claimable} limit 1`;
  return found !== undefined;
}

/** Takes one event for each destination whose circuit has been open for long enough: how it fares decides for the others. */
export async function claimProbes(ctx: SystemCtx): Promise<Claimed[]> {
  const open = await ctx.sql<{ shop: string; destination: string }>`
    update outbox_circuits c set blocked_until = now() + make_interval(secs => ${probeSeconds})
    where c.failures >= ${circuitLimit} and c.blocked_until <= now()
      and exists (select from outbox_events p where p.shop = c.shop and p.destination = c.destination and ${due} and not exists (${paused}))
    returning shop, destination`;
  const claimed = await Promise.all(
    open.map(({ shop, destination }) =>
      claim(ctx, part`select p.shop, p.id from outbox_events p where p.shop = ${shop} and p.destination = ${destination} and ${due} order by p.next_attempt_at, p.seq limit 1 for update of p skip locked`),
    ),
  );
  return claimed.flat();
}

/** No other worker tries the destination while a probe is under way. */
const probeSeconds = 60;

function claim(ctx: SystemCtx, found: Part): Promise<Claimed[]> {
  return ctx.sql<Claimed>`
    with found as (${found})
    update outbox_events o set leased_until = now() + make_interval(secs => ${leaseSeconds}), leased_by = ${currentHolder().id}, attempts = o.attempts + 1, first_attempt_at = coalesce(o.first_attempt_at, now())
    from found where o.shop = found.shop and o.id = found.id
    returning o.shop, o.id, o.type, o.destination, o.order_id, o.payload, o.attempts, o.failures, o.first_attempt_at, o.correlation_id,
      exists (select from outbox_circuits c where c.shop = o.shop and c.destination = o.destination) as doubted`;
}
