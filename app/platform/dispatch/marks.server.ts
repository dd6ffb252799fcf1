import type { SystemCtx } from "../ctx.ts";
import { json } from "../sql.ts";
import type { Claimed } from "./claim.server.ts";

interface Mark {
  event: Claimed;
  result: unknown;
  resolve: () => void;
  reject: (error: unknown) => void;
}

/** Marks events as delivered; resolves when that is durable. */
export type MarkDelivered = (event: Claimed, result: unknown) => Promise<void>;

/** Marks together what was delivered while the marks before were on their way to the disk. */
export function markTogether(ctx: SystemCtx): MarkDelivered {
  let waiting: Mark[] = [];
  let flushing = false;

  const flush = async () => {
    flushing = true;
    while (waiting.length > 0) {
      const marks = waiting;
      waiting = [];
      await store(ctx, marks).then(
        () => marks.forEach(({ resolve }) => resolve()),
        (error: unknown) => marks.forEach(({ reject }) => reject(error)),
      );
    }
    flushing = false;
  };
  return (event, result) =>
    new Promise((resolve, reject) => {
      waiting.push({ event, result, resolve, reject });
      if (!flushing) void flush();
    });
}

async function store(ctx: SystemCtx, marks: readonly Mark[]): Promise<void> {
  await ctx.sql`
    update outbox_events o set status = 'DELIVERED', delivered_at = now(), leased_until = null, leased_by = null, last_error = null, result = d.result
    from unnest(${marks.map(({ event }) => event.shop)}::text[], ${marks.map(({ event }) => event.id)}::uuid[], ${marks.map(({ result }) => json(result ?? null))}::jsonb[]) as d(shop, id, result)
    where o.shop = d.shop and o.id = d.id and o.status = 'PENDING'`;
}
