import { closeDataGap, openDataGap } from "#app/domains/alerts/index.server.ts";
import { crashPoint } from "#app/platform/crash-point.ts";
import { inTransaction, type SystemCtx, type Tx } from "#app/platform/ctx.ts";
import { loggableMessage } from "#app/platform/errors.ts";
import { signal } from "#app/platform/live.ts";
import { logger } from "#app/platform/logger.server.ts";
import { type AdminApi, adminApi, AdminApiError } from "#app/platform/shopify/admin-api.ts";
import { bucketOf, pacedApi } from "#app/platform/shopify/paced-api.ts";
import { claimRun, keepPosition, LeaseLost, phases, type Run } from "./lease.server.ts";
import { mayReadCustomers } from "./may-read-customers.server.ts";
import { readOrders } from "./read-orders.server.ts";
import { scans } from "./scan.server.ts";
import { forgetOldFinds } from "./webhook-gap.server.ts";

const everyMinutes = 15;
/** How many shops one call of the task looks after at a time; the next minute's call has lanes of its own. */
const lanes = 8;

/**
 * Looks after every installed shop that is due: at each quarter of an hour, at once after downtime, and sooner after a failure.
 * Any number of workers may do so at the same time; each shop is in one pair of hands, and none waits for one that fails.
 */
export async function pollShops(system: SystemCtx): Promise<void> {
  await system.sql`insert into poller_states (shop, next_run_at) select shop, ${system.now} from shops where uninstalled_at is null on conflict do nothing`;
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      for (let run = await claimRun(system); run; run = await claimRun(system)) await pollShop(system, run);
    }),
  );
}

/** Goes through what has changed in a shop, page by page, from where an earlier run broke off. Never throws. */
async function pollShop(system: SystemCtx, claimed: Run): Promise<void> {
  let run = claimed;
  try {
    const api = pacedApi(await shopApi(run), { bucket: bucketOf(run.ctx.shop) });
    const withCustomer = await mayReadCustomers(run.ctx);
    for (const phase of phases.slice(phases.indexOf(run.position.phase))) {
      if (run.position.phase !== phase) run = await keepPosition(run, { ...run.position, phase, cursor: null });
      for (let more = true; more; ) {
        const { behind, next, seen } = await scans[phase](run.ctx, api, run.position);
        const read = await readOrders(run.ctx, api, behind, { topic: "poller.order", withCustomer });
        crashPoint("poller.page");
        const { runSeen, runRead } = run.position;
        run = await keepPosition(run, { ...run.position, cursor: next ?? run.position.cursor, runSeen: later(runSeen, seen), runRead: runRead + read });
        crashPoint("poller.kept");
        more = next !== null;
      }
    }
    await inTransaction(run.ctx, (tx) => finish(tx, run));
  } catch (error) {
    if (error instanceof LeaseLost) return;
    await inTransaction({ ...run.ctx, now: system.now }, (tx) => recordFailure(tx, run, error));
  }
}

/** The shop's API, with a token that is fresh at each call however long the run takes. */
async function shopApi({ ctx }: Run): Promise<AdminApi> {
  const { database, shop, now } = ctx;
  const startedMs = performance.now();
  return { run: async (operation, variables) => (await adminApi({ database, shop, now: new Date(now.getTime() + performance.now() - startedMs) })).run(operation, variables) };
}

function later(one: Date | null, other: Date | null): Date | null {
  return one && other ? new Date(Math.max(one.getTime(), other.getTime())) : (one ?? other);
}

async function finish(tx: Tx, { leaseId, position }: Run): Promise<void> {
  const [done] = await tx.sql<{ shop: string }>`
    update poller_states set last_tick_at = ${tx.now}, watermark = greatest(watermark, ${position.runSeen}::timestamptz, ${position.runFrom}::timestamptz), phase = null, cursor = null,
      run_from = null, run_seen = null, run_pages = 0, last_read = ${position.runRead}, run_read = 0, leased_by = null, leased_until = null,
      consecutive_failures = 0, failing_since = null, last_error = null,
      next_run_at = date_bin(make_interval(mins => ${everyMinutes}), ${tx.now}::timestamptz, '2000-01-01Z') + make_interval(mins => ${everyMinutes})
    where shop = ${tx.shop} and leased_by = ${leaseId} returning shop`;
  if (!done) return;
  await closeDataGap(tx, { kind: "poller_failed", subject: "poller" });
  await forgetOldFinds(tx);
  await signal(tx, { event: "refresh", data: { reason: "poller", orderIds: [] } });
}

/** Once may be chance, and is tried again; of the second failure in a row staff are told. */
const tellAfter = 2;

async function recordFailure(tx: Tx, { leaseId, position }: Run, error: unknown): Promise<void> {
  const message = loggableMessage(error).slice(0, 1000);
  // Shopify no longer takes the cursor, perhaps: the next run begins its page list anew.
  const anew = error instanceof AdminApiError && error.kind === "permanent";
  const [state] = await tx.sql<{ failures: number; since: Date }>`
    update poller_states set consecutive_failures = consecutive_failures + 1, failing_since = coalesce(failing_since, ${tx.now}), last_error = ${message}, leased_by = null, leased_until = null,
      cursor = case when ${anew} then null else cursor end,
      next_run_at = ${tx.now}::timestamptz + least(make_interval(mins => ${everyMinutes}), make_interval(secs => 30 * power(2, consecutive_failures)))
    where shop = ${tx.shop} and leased_by = ${leaseId} returning consecutive_failures as failures, failing_since as since`;
  if (!state) return;
  logger.warn({ shop: tx.shop, phase: position.phase, failures: state.failures, error: message }, "the poller could not look at the shop");
  if (state.failures >= tellAfter) await openDataGap(tx, { kind: "poller_failed", subject: "poller" }, { failures: state.failures, phase: position.phase, reason: reasonOf(error) }, state.since);
}

function reasonOf(error: unknown): string {
  return error instanceof AdminApiError ? error.kind : "internal";
}
