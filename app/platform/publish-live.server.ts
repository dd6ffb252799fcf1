import type { SystemCtx } from "./ctx.ts";
import { isRecord } from "./json.ts";
import { json } from "./sql.ts";

/** The channel on which every web process hears of each shop that has new live events. */
export const liveChannel = "live_events";
/** For how long a client that lost its stream may resume without loss. */
const keptMinutes = 15;
const refreshEveryMs = 1_000;

interface SignalRow {
  shop: string;
  id: bigint;
  event: string;
  data: Record<string, unknown>;
}

/**
 * Turns signals into live events: numbered in the order in which they can be read, refreshes folded together so that a shop
 * gets at most one a second. True when signals were left for later.
 */
export async function publishLive(ctx: SystemCtx): Promise<boolean> {
  return ctx.database.systemTransaction(ctx, async (tx) => {
    // One publisher at a time: so an event with a smaller number is never committed after one with a greater.
    await tx.sql`select pg_advisory_xact_lock(46)`;
    const recent = await tx.sql<{ shop: string }>`
      select distinct shop from live_events where event = 'refresh' and created_at > clock_timestamp() - make_interval(secs => ${refreshEveryMs / 1000})`;
    const justRefreshed = recent.map(({ shop }) => shop);
    const signals = await tx.sql<SignalRow>`
      delete from live_signals where not (event = 'refresh' and shop = any(${justRefreshed})) returning shop, id, event, data`;
    const [left] = await tx.sql<{ left: boolean }>`select exists (select from live_signals) as left`;

    const events = fold(signals);
    if (events.length > 0) {
      await tx.sql`
        insert into live_events (shop, id, event, data, created_at)
        select e.shop, nextval('live_event_ids'), e.event, e.data::jsonb, clock_timestamp()
        from unnest(${events.map(({ shop }) => shop)}::text[], ${events.map(({ event }) => event)}::text[], ${events.map(({ data }) => json(data))}::text[]) with ordinality as e(shop, event, data, place)
        order by e.place`;
      // One for each shop: what a notification carries is bounded, and the number of shops is not.
      await tx.sql`select pg_notify(${liveChannel}, shop) from unnest(${[...new Set(events.map(({ shop }) => shop))]}::text[]) as shop`;
    }
    return left?.left ?? false;
  });
}

/** Forgets events that nobody may resume from any more, but for the newest: it says where the stream is. */
export async function pruneLive(ctx: SystemCtx): Promise<void> {
  await ctx.sql`delete from live_events where created_at < now() - make_interval(mins => ${keptMinutes}) and id < (select max(id) from live_events)`;
}

const mostOrderIds = 250;

function fold(signals: SignalRow[]): { shop: string; event: string; data: unknown }[] {
  const inOrder = signals.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const refreshes = new Map<string, { reason: unknown; orderIds: Set<unknown> }>();
  const others: { shop: string; event: string; data: unknown }[] = [];
  for (const { shop, event, data } of inOrder) {
    if (event !== "refresh" || !isRecord(data)) others.push({ shop, event, data });
    else {
      const folded = refreshes.get(shop) ?? { reason: data["reason"], orderIds: new Set() };
      const ids = data["orderIds"];
      for (const id of Array.isArray(ids) ? ids : []) folded.orderIds.add(id);
      refreshes.set(shop, folded);
    }
  }
  const folded = [...refreshes].map(([shop, { reason, orderIds }]) => ({ shop, event: "refresh", data: { reason, orderIds: [...orderIds].slice(0, mostOrderIds) } }));
  return [...others, ...folded];
}
