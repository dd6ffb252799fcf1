import { contentDigest, packBody, unpackBody } from "#app/domains/intake/index.server.ts";
import { crashPoint } from "#app/platform/crash-point.ts";
import type { Tx } from "#app/platform/ctx.ts";
import { parseJson } from "#app/platform/json.ts";
import { json } from "#app/platform/sql.ts";
import { scrub, scrubText, tellingValues } from "./scrub.ts";

export interface Mention {
  customerId: bigint | null;
  orderIds: readonly bigint[];
  /** What is known of the customer already. */
  known: readonly string[];
}

interface ArrivalRow {
  id: string;
  source: string;
  topic: string;
  body: Buffer;
  content_hash: Buffer | null;
  redacted_at: Date | null;
  /** Whether it is about one of the orders. */
  own: boolean;
}

const batch = 500;

/**
 * Takes a customer out of what arrived, to the bytes. What each arrival said is kept as a hash, so that a later delivery is
 * still known for a repeat. Gives how many were changed, and what is known of the customer from all of them.
 */
export async function redactArrivals(tx: Tx, { customerId, orderIds, known: before }: Mention): Promise<{ count: number; known: string[] }> {
  const ids = [...orderIds, ...(customerId === null ? [] : [customerId])].map(String);
  const known = new Set(before);
  // Twice: what one arrival calls the customer may stand in the free text of another.
  await eachArrival(tx, orderIds, async (row) => {
    const text = unpackBody(row.body).toString("utf8");
    if (row.own || mentions(text, ids, [...known])) for (const value of tellingValues(readable(text))) known.add(value);
  });
  const values = [...known].sort((a, b) => b.length - a.length);
  let count = 0;
  await eachArrival(tx, orderIds, async (row) => {
    const text = unpackBody(row.body).toString("utf8");
    if (!row.own && !mentions(text, ids, values)) return;
    const left = without(text, values);
    if (left === text) return;
    await tx.sql`
      update raw_arrivals set body = ${packBody(Buffer.from(left))}, content_hash = ${contentDigest(row)}, redacted_at = ${tx.now}
      where shop = ${tx.shop} and id = ${row.id}`;
    count += 1;
  });
  return { count, known: values };
}

/** Arrivals about the orders, and those of which nobody knows what they are about. */
async function eachArrival(tx: Tx, orderIds: readonly bigint[], visit: (row: ArrivalRow) => Promise<void>): Promise<void> {
  let after = "00000000-0000-0000-0000-000000000000";
  for (;;) {
    const rows = await tx.sql<ArrivalRow>`
      select r.id, r.source, r.topic, r.body, r.content_hash, r.redacted_at, coalesce(e.order_id = any(${orderIds.map(String)}::bigint[]), false) as own
      from events_processed e join raw_arrivals r on r.shop = e.shop and r.idempotency_key = e.idempotency_key
      where e.shop = ${tx.shop} and (e.order_id = any(${orderIds.map(String)}::bigint[]) or e.order_id is null) and r.retired_at is null and r.id > ${after}
      order by r.id limit ${batch}`;
    for (const row of rows) await visit(row);
    crashPoint("privacy.batch");
    if (rows.length < batch) return;
    after = rows.at(-1)?.id ?? after;
  }
}

function mentions(text: string, ids: readonly string[], known: readonly string[]): boolean {
  const lower = text.toLowerCase();
  return ids.some((id) => new RegExp(`(?<!\\d)${id}(?!\\d)`).test(text)) || known.some((value) => lower.includes(value.toLowerCase()));
}

function without(text: string, known: readonly string[]): string {
  const parsed = readable(text);
  return parsed === undefined ? scrubText(text, known) : json(scrub(parsed, known));
}

/** undefined for what is no JSON. */
function readable(text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
