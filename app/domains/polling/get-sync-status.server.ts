import type { Ctx } from "#app/platform/ctx.ts";
import type { SyncStatus } from "./schema.ts";
import { listWebhookGap } from "./webhook-gap.server.ts";

interface StatusRow {
  last_tick_at: Date | null;
  next_run_at: Date | null;
  last_read: number | null;
  running: boolean | null;
  failures: number | null;
  failing_since: Date | null;
  poller_error: string | null;
  state: SyncStatus["backfill"]["state"] | null;
  orders_told: bigint | null;
  orders_read: bigint | null;
  bytes_read: bigint | null;
  bytes_total: bigint | null;
  started_at: Date | null;
  finished_at: Date | null;
  backfill_error: string | null;
}

const gapHours = 24;

/** How the shop is kept in step with Shopify: the poller, the reading in of earlier orders, and what webhooks did not tell. */
export async function getSyncStatus(ctx: Ctx): Promise<SyncStatus> {
  const [row] = await ctx.sql<StatusRow>`
    select p.last_tick_at, p.next_run_at, p.last_read, p.leased_until > now() as running, p.consecutive_failures as failures, p.failing_since, p.last_error as poller_error,
      b.state, b.orders_told, b.orders_read, b.bytes_read, b.bytes_total, b.started_at, b.finished_at, b.last_error as backfill_error
    from (select ${ctx.shop}::text as shop) s left join poller_states p using (shop) left join backfills b using (shop)`;
  const read = Number(row?.bytes_read ?? 0);
  const total = Number(row?.bytes_total ?? 0);
  const state = row?.state ?? "queued";
  return {
    success: true,
    poller: {
      lastTickAt: iso(row?.last_tick_at),
      nextRunAt: iso(row?.next_run_at),
      lastRead: row?.last_read ?? 0,
      running: row?.running ?? false,
      failures: row?.failures ?? 0,
      failingSince: iso(row?.failing_since),
      lastError: row?.poller_error ?? null,
    },
    backfill: {
      state,
      ordersTold: Number(row?.orders_told ?? 0),
      ordersRead: Number(row?.orders_read ?? 0),
      percent: state === "done" ? 100 : total > 0 ? Math.min(99, Math.floor((read / total) * 100)) : null,
      startedAt: iso(row?.started_at),
      finishedAt: iso(row?.finished_at),
      lastError: row?.backfill_error ?? null,
    },
    webhookGap: await listWebhookGap(ctx, new Date(ctx.now.getTime() - gapHours * 3_600_000)),
    generatedAt: ctx.now.toISOString(),
  };
}

function iso(time: Date | null | undefined): string | null {
  return time?.toISOString() ?? null;
}
