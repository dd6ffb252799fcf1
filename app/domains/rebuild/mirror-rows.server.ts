import type { Tx } from "#app/platform/ctx.ts";
import { names, part } from "#app/platform/sql.ts";

/** A table of the mirror whose rows belong to one order. */
interface MirrorTable {
  name: string;
  /** The column that names the order. */
  order: string;
  /** What makes a row the same row, beside shop and order. */
  key: readonly string[];
  /** Columns that are made up anew each time. */
  passing: readonly string[];
  /** Columns that arrivals leave to others. */
  kept?: readonly string[];
}

/** What arrivals write about an order; what people do here is in other tables, or in columns that arrivals leave alone. */
const mirrorTables: readonly MirrorTable[] = [
  // The workflow's columns are those of the transition log, which nothing but a further transition changes; redaction is for good.
  { name: "orders", order: "id", key: [], passing: [], kept: ["workflow_state", "workflow_version", "told_state", "redacted_at"] },
  { name: "order_line_items", order: "order_id", key: ["id"], passing: [] },
  { name: "shipments", order: "order_id", key: ["id"], passing: [] },
  { name: "shipment_events", order: "order_id", key: ["id"], passing: [] },
  { name: "refunds", order: "order_id", key: ["id"], passing: [] },
  { name: "timeline_entries", order: "order_id", key: ["dedupe_key"], passing: ["id"] },
  { name: "returns", order: "order_id", key: ["shopify_return_id"], passing: ["id"] },
];

/** A row, each column as the text of its JSON: exact to the last digit. */
export type MirrorRow = Readonly<Record<string, string>>;

/** The rows of an order, by table and then by what makes them the same row. */
export type Mirror = ReadonlyMap<MirrorTable, ReadonlyMap<string, MirrorRow>>;

/** The mirror of an order as it stands. */
export async function readMirror(tx: Tx, orderId: bigint): Promise<Mirror> {
  const mirror = new Map<MirrorTable, Map<string, MirrorRow>>();
  for (const table of mirrorTables) {
    const rows = await tx.sql<{ row: MirrorRow }>`
      select (
        select jsonb_object_agg(column_of.key, column_of.value::text)
        from jsonb_each(to_jsonb(t)) as column_of join pg_attribute a on a.attrelid = ${table.name}::regclass and a.attname = column_of.key
        where a.attgenerated = '' and a.attname <> all(${[...table.passing, ...(table.kept ?? [])]})) as row
      from ${names(table.name)} t where t.shop = ${tx.shop} and t.${names(table.order)} = ${orderId}`;
    mirror.set(table, new Map(rows.map(({ row }) => [table.key.map((column) => row[column]).join(" "), row])));
  }
  return mirror;
}

/** Where two mirrors of one order differ: rows that one of them alone has, and the columns of the others. */
export interface MirrorDifference {
  table: MirrorTable;
  before?: MirrorRow;
  after?: MirrorRow;
  /** The columns that differ, when both have the row. */
  columns: string[];
}

/** Every difference between two mirrors of one order. */
export function compareMirrors(before: Mirror, after: Mirror): MirrorDifference[] {
  return mirrorTables.flatMap((table) => {
    const [old, now] = [before.get(table) ?? new Map<string, MirrorRow>(), after.get(table) ?? new Map<string, MirrorRow>()];
    return [...new Set([...old.keys(), ...now.keys()])].flatMap((key) => {
      const [was, is] = [old.get(key), now.get(key)];
      const columns = was && is ? Object.keys(is).filter((column) => column !== "shop" && was[column] !== is[column]) : [];
      return was && is && columns.length === 0 ? [] : [{ table, before: was, after: is, columns }];
    });
  });
}

/** A row as one JSON text, for the shop that it is to be written to. */
export function rowJson(row: MirrorRow, shop: string): string {
  return `{${Object.entries({ ...row, shop: JSON.stringify(shop) }).map(([column, value]) => `${JSON.stringify(column)}:${value}`).join(",")}}`;
}

/** The condition that a row `t` of a table is the one that `r` names. */
export function isSameRow({ order, key }: MirrorTable) {
  const columns = [order, ...key].map((column) => part` and t.${names(column)} = r.${names(column)}`);
  return columns.reduce((condition, column) => part`${condition}${column}`, part`t.shop = r.shop`);
}
