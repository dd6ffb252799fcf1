import { v7 as uuid } from "uuid";
import { type Ctx, shopContext, type SystemCtx } from "#app/platform/ctx.ts";
import { poller } from "../lease.server.ts";

export type BackfillState = "queued" | "running" | "reading" | "done" | "failed";

/** A shop's backfill, in the hands of this worker alone for as long as it keeps saying so. */
export interface ClaimedBackfill {
  shop: string;
  leaseId: string;
  state: BackfillState;
  operationId: string | null;
  bytesRead: number;
  ordersRead: number;
  ctx: Ctx;
}

const leaseSeconds = 120;

interface BackfillRow {
  shop: string;
  state: BackfillState;
  operation_id: string | null;
  bytes_read: bigint;
  orders_read: bigint;
}

/** Gives every installation its backfill: a shop that installs again may have missed anything meanwhile. */
export async function queueBackfills({ sql, now }: SystemCtx): Promise<void> {
  await sql`
    insert into backfills as b (shop, started_at, next_run_at) select shop, ${now}, ${now} from shops where uninstalled_at is null
    on conflict (shop) do update set state = 'queued', operation_id = null, orders_told = 0, orders_read = 0, bytes_read = 0, bytes_total = null, started_at = excluded.started_at,
      finished_at = null, next_run_at = excluded.next_run_at, attempts = 0, last_error = null, leased_by = null, leased_until = null
    where b.started_at < (select installed_at from shops s where s.shop = b.shop)`;
}

/** Takes the backfill that has waited longest; undefined when none is due. */
export async function claimBackfill(system: SystemCtx): Promise<ClaimedBackfill | undefined> {
  const leaseId = uuid();
  const [row] = await system.sql<BackfillRow>`
    update backfills set leased_by = ${leaseId}, leased_until = now() + make_interval(secs => ${leaseSeconds})
    where shop = (
      select b.shop from backfills b join shops s on s.shop = b.shop
      where b.state in ('queued', 'running', 'reading') and b.next_run_at <= ${system.now} and s.uninstalled_at is null and (b.leased_until is null or b.leased_until < now())
      order by b.next_run_at limit 1 for update of b skip locked)
    returning shop, state, operation_id, bytes_read, orders_read`;
  if (!row) return undefined;
  const { shop, state, operation_id: operationId } = row;
  return { shop, leaseId, state, operationId, bytesRead: Number(row.bytes_read), ordersRead: Number(row.orders_read), ctx: shopContext(system, shop, poller) };
}

/** Puts on record how far the file has become arrivals. False when another worker has the backfill now. */
export async function keepProgress({ ctx, shop, leaseId }: ClaimedBackfill, bytesRead: number, ordersRead: number): Promise<boolean> {
  const kept = await ctx.sql`
    update backfills set bytes_read = ${bytesRead}, orders_read = ${ordersRead}, attempts = 0, leased_until = now() + make_interval(secs => ${leaseSeconds})
    where shop = ${shop} and leased_by = ${leaseId} returning shop`;
  return kept.length > 0;
}
