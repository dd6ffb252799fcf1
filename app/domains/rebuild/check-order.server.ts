import { refreshOrder } from "#app/domains/orders/index.server.ts";
import { type Ctx, inTransaction, type Tx } from "#app/platform/ctx.ts";
import { pretend } from "#app/platform/savepoint.ts";
import { toGid } from "#app/platform/shopify/ids.ts";
import { compareMirrors, type Mirror, type MirrorDifference, type MirrorRow, readMirror } from "./mirror-rows.server.ts";
import { appliedEvents, rebuildOrder } from "./rebuild-order.server.ts";

/** One place where the live mirror is not what the arrivals make of it. */
export interface Drift {
  order_id: string;
  table: string;
  row: Record<string, unknown>;
  column: string | null;
  live: unknown;
  rebuilt: unknown;
}

export interface OrderCheck {
  /** Arrivals that were replayed. */
  events: number;
  /** Set when the order cannot be rebuilt, because retention has taken the content of arrivals of it. */
  retired: boolean;
  drift: Drift[];
}

/**
 * What people and our own calls write, and arrivals do not: assignments, the workflow, support, payment on delivery; and how of
 * two tellings of one moment the one that stands was chosen.
 */
const notTold = new Set(["priority", "assigned_to", "support_thread_id", "shipping_acknowledged_at", "return_status", "cod_status", "withdrawn", "deleted_at", "snapshot_tie", "correlation_id"]);

/**
 * Replays every arrival of an order into rows of its own and compares them with the live mirror. It changes nothing; a
 * difference is a bug. Returns are left out: the app leads them, and what Shopify says of them is read, not told.
 */
export async function checkOrder(ctx: Ctx, orderId: bigint): Promise<OrderCheck> {
  return inTransaction(ctx, async (tx) => {
    await tx.sql`select 1 from orders where shop = ${tx.shop} and id = ${orderId} for update`;
    const [kept] = await tx.sql<{ retired: boolean; withdrawn: boolean }>`
      select exists (select from events_processed e join raw_arrivals r on r.shop = e.shop and r.id = e.applied_raw_id where e.shop = ${tx.shop} and e.order_id = ${orderId} and r.retired_at is not null) as retired,
        coalesce((select withdrawn from orders where shop = ${tx.shop} and id = ${orderId}), false) as withdrawn`;
    const events = await appliedEvents(tx, orderId);
    if (kept?.retired) return { events: events.length, retired: true, drift: [] };
    const live = await pretend(tx, async (pretending) => {
      // Both as of this moment: some of it changes with time alone.
      await refreshOrder(pretending, orderId);
      return readMirror(pretending, orderId);
    });
    const rebuilt = await rebuildOrder(tx, orderId, events, { settle: (staged) => takeOver(staged, tx.shop, orderId) });
    return { events: events.length, retired: false, drift: kept?.withdrawn ? [] : driftOf(orderId, live, rebuilt) };
  });
}

/** What people did that the derived columns depend on: the state of the order, and fulfilments on their way to Shopify. */
async function takeOver(staged: Tx, shop: string, orderId: bigint): Promise<void> {
  await staged.sql`select set_config('app.shop', ${shop}, true)`;
  const [order] = await staged.sql<{ workflow_state: string; acknowledged: Date | null }>`select workflow_state, shipping_acknowledged_at as acknowledged from orders where shop = ${shop} and id = ${orderId}`;
  const intents = await staged.sql<{ row: unknown }>`select to_jsonb(i) as row from fulfillment_intents i where shop = ${shop} and order_id = ${orderId}`;
  await staged.sql`select set_config('app.shop', ${staged.shop}, true)`;
  for (const { row } of intents) await staged.sql`insert into fulfillment_intents select (jsonb_populate_record(null::fulfillment_intents, ${JSON.stringify({ ...Object(row), shop: staged.shop })}::jsonb)).*`;
  if (order) await staged.sql`update orders set workflow_state = ${order.workflow_state}, shipping_acknowledged_at = ${order.acknowledged} where shop = ${staged.shop} and id = ${orderId}`;
  await refreshOrder(staged, orderId);
}

function driftOf(orderId: bigint, live: Mirror, rebuilt: Mirror): Drift[] {
  return compareMirrors(live, rebuilt).flatMap((difference) => placesOf(toGid("Order", orderId), difference));
}

function placesOf(orderId: string, { table, before: live, after: rebuilt, columns }: MirrorDifference): Drift[] {
  if (table.name === "returns") return [];
  const row = Object.fromEntries(table.key.map((column) => [column, parse(live ?? rebuilt, column)]));
  const place = { order_id: orderId, table: table.name, row };
  // The timeline also has what people did, and of a return what was read; the arrivals' own part of it has to be there.
  if (table.name === "timeline_entries" && (!rebuilt || String(row["dedupe_key"]).startsWith("return:") || String(row["dedupe_key"]).startsWith("inventory."))) return [];
  if (!live || !rebuilt) return [{ ...place, column: null, live: live ? "there" : "missing", rebuilt: rebuilt ? "there" : "missing" }];
  return columns.filter((column) => !notTold.has(column)).map((column) => ({ ...place, column, live: parse(live, column), rebuilt: parse(rebuilt, column) }));
}

function parse(row: MirrorRow | undefined, column: string): unknown {
  return JSON.parse(row?.[column] ?? "null");
}
