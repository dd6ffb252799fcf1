import type { Tx } from "#app/platform/ctx.ts";
import { json, names, type Part, part } from "#app/platform/sql.ts";
import { scrub, scrubText } from "./scrub.ts";

/** A table that says something about an order, in words of people or in copies of what arrived. */
interface WordyTable {
  name: string;
  /** What makes a row the same row, beside the shop. */
  key: readonly string[];
  json?: readonly string[];
  text?: readonly string[];
  /** Which rows `t` are about orders with these ids. */
  about: (orders: Part) => Part;
}

const byOrder = (orders: Part) => part`t.order_id = any(${orders})`;
const byKey = (orders: Part) => part`exists (select from events_processed e where e.shop = t.shop and e.idempotency_key = t.idempotency_key and (e.order_id = any(${orders}) or e.order_id is null))`;
const byReturn = (orders: Part) => part`t.return_id in (select r.id from returns r where r.shop = t.shop and r.order_id = any(${orders}))`;
const byThread = (orders: Part) => part`t.thread_id in (select s.thread_id from support_thread_orders s where s.shop = t.shop and s.order_id = any(${orders}))`;
const byRun = (orders: Part) => part`t.id in (select i.run_id from transition_run_items i where i.shop = t.shop and i.order_id = any(${orders}))`;
/** What was decided about events is audited without an order where the event has none. */
const byOrderOrDecision = (orders: Part) => part`(t.order_id = any(${orders}) or (t.order_id is null and t.event like 'exception.%'))`;
const byException = (orders: Part) => part`t.exception_id in (select x.id from exceptions x where x.shop = t.shop and (x.order_id = any(${orders}) or x.order_id is null))`;
const all = () => part`true`;

const tables: readonly WordyTable[] = [
  { name: "events_processed", key: ["idempotency_key"], json: ["override_patch"], text: ["last_error"], about: (orders) => part`(t.order_id = any(${orders}) or t.order_id is null) and (t.override_patch is not null or t.last_error is not null)` },
  { name: "exceptions", key: ["id"], json: ["reason_details", "override_patch"], text: ["summary", "resolution_notes"], about: byKey },
  { name: "exception_proposals", key: ["id"], json: ["override_patch"], text: ["notes", "approval_note"], about: byException },
  { name: "decision_rules", key: ["id"], json: ["override_patch"], text: ["notes"], about: all },
  { name: "outbox_events", key: ["id"], json: ["payload", "result"], text: ["last_error"], about: byOrder },
  { name: "timeline_entries", key: ["order_id", "id"], json: ["details"], about: byOrder },
  { name: "audit_events", key: ["id"], json: ["data"], about: byOrderOrDecision },
  { name: "order_transition_logs", key: ["order_id", "version"], json: ["metadata"], text: ["note"], about: byOrder },
  { name: "transition_runs", key: ["id"], json: ["params"], text: ["note"], about: byRun },
  { name: "order_line_items", key: ["order_id", "id"], text: ["title", "variant_title"], about: byOrder },
  { name: "returns", key: ["id"], text: ["note", "customer_note", "reason"], about: byOrder },
  { name: "return_lines", key: ["return_id", "line_item_id"], text: ["customer_note", "reason"], about: byReturn },
  { name: "return_history", key: ["return_id", "version"], json: ["details"], text: ["note"], about: byReturn },
  { name: "return_refunds", key: ["return_id", "attempt"], text: ["error"], about: byReturn },
  { name: "shipment_events", key: ["order_id", "id"], text: ["message"], about: byOrder },
  { name: "shipment_contracts", key: ["order_id", "version"], json: ["summary"], about: byOrder },
  { name: "cod_entries", key: ["id"], text: ["reason"], about: byOrder },
  { name: "support_notes", key: ["thread_id", "id"], text: ["note"], about: byThread },
  { name: "alerts", key: ["id"], text: ["title"], about: byOrder },
  { name: "waiting_carrier_events", key: ["id"], json: ["event"], about: all },
  { name: "data_gaps", key: ["id"], json: ["details"], about: all },
  { name: "idempotency_keys", key: ["endpoint", "key"], text: ["body"], about: all },
];

type Row = Record<string, unknown>;

/** Takes what is known of a customer out of every row that speaks of the orders. Gives how many rows of which table were changed. */
export async function redactRows(tx: Tx, orderIds: readonly bigint[], known: readonly string[]): Promise<Record<string, number>> {
  const orders = part`${orderIds.map(String)}::bigint[]`;
  const counts: Record<string, number> = {};
  for (const table of tables) counts[table.name] = await redactTable(tx, table, orders, known);
  return counts;
}

async function redactTable(tx: Tx, table: WordyTable, orders: Part, known: readonly string[]): Promise<number> {
  const columns = names(...table.key, ...(table.json ?? []), ...(table.text ?? []));
  const rows = await tx.sql<Row>`select ${columns} from ${names(table.name)} t where t.shop = ${tx.shop} and ${table.about(orders)} for update`;
  let count = 0;
  for (const row of rows) {
    const changes = changesOf(table, row, known);
    if (changes.length === 0) continue;
    const set = changes.reduce((list, change) => part`${list}, ${change}`);
    const same = table.key.reduce((condition, column) => part`${condition} and ${names(column)} = ${row[column]}`, part`shop = ${tx.shop}`);
    await tx.sql`update ${names(table.name)} set ${set} where ${same}`;
    count += 1;
  }
  return count;
}

/** Only what differs is written: a row that says nothing of the customer stays as it is. */
function changesOf({ json: documents = [], text: texts = [] }: WordyTable, row: Row, known: readonly string[]): Part[] {
  const changes: Part[] = [];
  for (const column of documents) {
    const clean = json(scrub(row[column], known));
    if (row[column] !== null && clean !== json(row[column])) changes.push(part`${names(column)} = ${clean}::jsonb`);
  }
  for (const column of texts) {
    const value = row[column];
    if (typeof value === "string" && scrubText(value, known) !== value) changes.push(part`${names(column)} = ${scrubText(value, known)}`);
  }
  return changes;
}
