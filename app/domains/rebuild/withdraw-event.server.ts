import { refreshOrder } from "#app/domains/orders/index.server.ts";
import type { Tx } from "#app/platform/ctx.ts";
import { names, part } from "#app/platform/sql.ts";
import { compareMirrors, isSameRow, type MirrorDifference, type MirrorRow, rowJson } from "./mirror-rows.server.ts";
import { appliedEvents, rebuildOrder } from "./rebuild-order.server.ts";
import { withdrawReturn } from "./withdraw-return.server.ts";

/**
 * Takes back from the mirror what one event told of an order: afterwards it is as if that event had never come. It is found
 * out by applying the order's events twice, with and without it; only where the two differ is the live mirror changed, so
 * what people did here stays. The order's workflow is settled by the caller, once all is decided.
 */
export async function withdrawEvent(tx: Tx, orderId: bigint, idempotencyKey: string): Promise<void> {
  await tx.sql`select 1 from orders where shop = ${tx.shop} and id = ${orderId} for update`;
  const events = await appliedEvents(tx, orderId);
  const before = await rebuildOrder(tx, orderId, events);
  const after = await rebuildOrder(tx, orderId, events.filter((event) => event.idempotency_key !== idempotencyKey));
  for (const difference of compareMirrors(before, after)) await follow(tx, orderId, difference);
  await refreshOrder(tx, orderId);
}

async function follow(tx: Tx, orderId: bigint, difference: MirrorDifference): Promise<void> {
  const { table, before, after, columns } = difference;
  if (table.name === "returns") await withdrawReturn(tx, orderId, difference);
  else if (table.name === "orders" && !after) await withdrawOrder(tx, orderId);
  else if (!after && before) await remove(tx, table, before);
  else if (after && !before) await insert(tx, table, after);
  else if (after) await update(tx, table, after, columns);
}

type Table = MirrorDifference["table"];

/** Nothing tells of the order any more. Its row stays for what people did with it, and waits unseen for the next telling. */
async function withdrawOrder(tx: Tx, orderId: bigint): Promise<void> {
  await tx.sql`
    update orders set withdrawn = true, deleted_at = coalesce(deleted_at, ${tx.now}), updated_at = to_timestamp(0), snapshot_tie = ''
    where shop = ${tx.shop} and id = ${orderId}`;
}

async function remove(tx: Tx, table: Table, row: MirrorRow): Promise<void> {
  await tx.sql`delete from ${names(table.name)} t using ${recordOf(tx, table, row)} where ${isSameRow(table)}`;
}

async function insert(tx: Tx, table: Table, row: MirrorRow): Promise<void> {
  const columns = names(...Object.keys(row), ...table.passing);
  const made = table.passing.map(() => part`, gen_random_uuid()`).reduce((all, one) => part`${all}${one}`, part``);
  await tx.sql`
    insert into ${names(table.name)} (${columns})
    select ${names(...Object.keys(row))}${made} from ${recordOf(tx, table, row)} on conflict do nothing`;
}

async function update(tx: Tx, table: Table, row: MirrorRow, columns: readonly string[]): Promise<void> {
  const changes = columns.map((column) => part`${names(column)} = r.${names(column)}`).reduce((all, one) => part`${all}, ${one}`);
  await tx.sql`update ${names(table.name)} t set ${changes} from ${recordOf(tx, table, row)} where ${isSameRow(table)}`;
}

function recordOf(tx: Tx, table: Table, row: MirrorRow) {
  return part`jsonb_populate_record(null::${names(table.name)}, ${rowJson(row, tx.shop)}::jsonb) r`;
}
