import { z } from "zod";
import type { SyncClient } from "#app/platform/sync.ts";

interface FeedRow {
  order_id?: string;
  order_number?: string | null;
}

const Found = z.object({ order: z.object({ id: z.string() }) });

/** Rows of a feed with the order of each that names it by number alone, where there is one order of that number. */
export async function withOrderIds<Row extends FeedRow>(sync: SyncClient, rows: readonly Row[]): Promise<Row[]> {
  const numbers = [...new Set(rows.flatMap(({ order_id: id, order_number: number }) => (id === undefined && number ? [number] : [])))];
  const found = new Map(await Promise.all(numbers.map(async (number) => [number, await findOrder(sync, number)] as const)));
  return rows.map((row) => {
    const id = row.order_id ?? (row.order_number ? found.get(row.order_number) : undefined);
    return id === undefined ? row : { ...row, order_id: id };
  });
}

async function findOrder(sync: SyncClient, number: string): Promise<string | undefined> {
  const { status, body } = await sync.get(`/sync/orders/${encodeURIComponent(number)}`);
  return status === 200 ? Found.parse(body).order.id : undefined;
}
