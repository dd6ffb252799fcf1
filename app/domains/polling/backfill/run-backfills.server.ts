import { processArrivals } from "#app/domains/intake/index.server.ts";
import { crashPoint } from "#app/platform/crash-point.ts";
import { inTransaction, type SystemCtx } from "#app/platform/ctx.ts";
import { loggableMessage } from "#app/platform/errors.ts";
import { signal } from "#app/platform/live.ts";
import { logger } from "#app/platform/logger.server.ts";
import { type AdminApi, adminApi } from "#app/platform/shopify/admin-api.ts";
import { fromGid } from "#app/platform/shopify/ids.ts";
import { BackfillOrders, BackfillOrdersAndCustomers, BackfillStart, BackfillState } from "#app/platform/shopify/operations.ts";
import { bucketOf, pacedApi } from "#app/platform/shopify/paced-api.ts";
import { wake } from "#app/platform/wake.ts";
import { mayReadCustomers } from "../may-read-customers.server.ts";
import { readOrders, tell } from "../read-orders.server.ts";
import { claimBackfill, type ClaimedBackfill, keepProgress, queueBackfills } from "./claim.server.ts";
import { bodyOf, groupOrders, type OrderGroup } from "./order-groups.ts";
import { readLines } from "./read-lines.ts";

const batch = 100;
/** So many arrivals may wait to be processed; then the backfill lends a hand, instead of burying what webhooks bring. */
const mostPending = 500;
const askAgainSeconds = 5;
const mostAttempts = 8;

/**
 * Reads in what shops had before they installed the app: has Shopify write all orders into a file, and makes arrivals of it as it
 * streams in. A crash goes on at the last batch, a download that breaks off too; what arrives twice has one effect.
 * https://shopify.dev/docs/api/usage/bulk-operations/queries
 */
export async function runBackfills(system: SystemCtx): Promise<void> {
  await queueBackfills(system);
  for (let claimed = await claimBackfill(system); claimed; claimed = await claimBackfill(system)) await advance(system, claimed);
}

/** The next step of a backfill. Never throws: what went wrong is tried again later, and at last left to a person. */
async function advance(system: SystemCtx, claimed: ClaimedBackfill): Promise<void> {
  try {
    const api = pacedApi(await adminApi(claimed.ctx), { bucket: bucketOf(claimed.ctx.shop) });
    if (claimed.state === "queued" || !claimed.operationId) await start(claimed, api);
    else await follow(system, claimed, api, claimed.operationId);
  } catch (error) {
    await recordFailure(claimed, error);
  }
}

async function start(claimed: ClaimedBackfill, api: AdminApi): Promise<void> {
  const { text } = (await mayReadCustomers(claimed.ctx)) ? BackfillOrdersAndCustomers : BackfillOrders;
  const { data } = await api.run(BackfillStart, { query: text });
  const { bulkOperation: operation, userErrors } = data.bulkOperationRunQuery ?? { bulkOperation: null, userErrors: [] };
  if (!operation) throw new Error(`Shopify refused the bulk operation: ${userErrors.map(({ message }) => message).join("; ")}`);
  await settle(claimed, { state: "running", operationId: operation.id, inSeconds: 1 });
}

async function follow(system: SystemCtx, claimed: ClaimedBackfill, api: AdminApi, operationId: string): Promise<void> {
  const { data } = await api.run(BackfillState, { id: operationId });
  const operation = data.bulkOperation;
  const ordersTold = operation?.rootObjectCount ?? "0";
  if (operation?.status === "CREATED" || operation?.status === "RUNNING") return settle(claimed, { state: "running", operationId, ordersTold, inSeconds: askAgainSeconds });
  if (operation?.status !== "COMPLETED") {
    await settle(claimed, { state: "queued", operationId: null, inSeconds: 60 });
    throw new Error(`Shopify's bulk operation ended as ${operation?.status ?? "unknown"} ${operation?.errorCode ?? ""}`);
  }
  await claimed.ctx.sql`update backfills set state = 'reading', orders_told = ${ordersTold}, bytes_total = ${operation.fileSize ?? "0"} where shop = ${claimed.shop} and leased_by = ${claimed.leaseId}`;
  // Of a shop without orders there is no file.
  const complete = operation.url === null || (await readFile(system, claimed, api, operation.url));
  if (complete) await finish(claimed);
}

/** False when another worker has taken the backfill over. Throws when the download breaks off. */
async function readFile(system: SystemCtx, claimed: ClaimedBackfill, api: AdminApi, url: string): Promise<boolean> {
  const response = await fetch(url, { headers: { Range: `bytes=${claimed.bytesRead}-` } });
  if (response.status === 416) return true;
  if (!response.ok) throw new Error(`The bulk operation's file was answered with ${response.status}`);
  const withCustomer = await mayReadCustomers(claimed.ctx);
  let ordersRead = claimed.ordersRead;
  let groups: OrderGroup[] = [];
  const flush = async () => {
    const last = groups.at(-1);
    if (!last) return true;
    await takeIn(system, claimed, api, groups, withCustomer);
    crashPoint("backfill.batch");
    ordersRead += groups.length;
    groups = [];
    return keepProgress(claimed, last.end, ordersRead);
  };
  for await (const group of groupOrders(readLines(response, claimed.bytesRead))) {
    groups.push(group);
    if (groups.length === batch && !(await flush())) return false;
  }
  return flush();
}

async function takeIn(system: SystemCtx, { ctx, shop }: ClaimedBackfill, api: AdminApi, groups: readonly OrderGroup[], withCustomer: boolean): Promise<void> {
  const told = groups.map((group) => ({ id: fromGid("Order", group.id), body: bodyOf(group, ctx.now) }));
  await tell(ctx, told.map(({ body }) => body).filter((body) => body !== undefined), { topic: "backfill.order" });
  const incomplete = told.flatMap(({ id, body }) => (body || id === undefined ? [] : [id]));
  await readOrders(ctx, api, incomplete, { topic: "backfill.order", withCustomer });
  for (;;) {
    const [waiting] = await ctx.sql<{ many: boolean }>`
      select count(*) > ${mostPending} as many from (
        select from events_processed where shop = ${shop} and source = 'poller' and status = 'pending' and next_attempt_at <= now() limit ${mostPending + 1}) pending`;
    if (!waiting?.many) return;
    await processArrivals(system);
  }
}

interface Settled {
  state: "queued" | "running";
  operationId: string | null;
  ordersTold?: string;
  inSeconds: number;
}

async function settle({ ctx, shop, leaseId }: ClaimedBackfill, { state, operationId, ordersTold = "0", inSeconds }: Settled): Promise<void> {
  await ctx.sql`
    update backfills set state = ${state}, operation_id = ${operationId}, orders_told = ${ordersTold}, next_run_at = ${ctx.now}::timestamptz + make_interval(secs => ${inSeconds}),
      leased_by = null, leased_until = null, last_error = null
    where shop = ${shop} and leased_by = ${leaseId}`;
  setTimeout(() => wake("orders.backfill"), inSeconds * 1000).unref();
}

async function finish({ ctx, shop, leaseId }: ClaimedBackfill): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    await tx.sql`
      update backfills set state = 'done', bytes_read = coalesce(bytes_total, bytes_read), finished_at = ${tx.now}, leased_by = null, leased_until = null, last_error = null
      where shop = ${shop} and leased_by = ${leaseId}`;
    await signal(tx, { event: "refresh", data: { reason: "poller", orderIds: [] } });
  });
}

async function recordFailure({ ctx, shop, leaseId }: ClaimedBackfill, error: unknown): Promise<void> {
  const message = loggableMessage(error).slice(0, 1000);
  const [row] = await ctx.sql<{ attempts: number }>`
    update backfills set attempts = attempts + 1, last_error = ${message}, leased_by = null, leased_until = null,
      state = case when attempts + 1 >= ${mostAttempts} then 'failed' else state end,
      next_run_at = ${ctx.now}::timestamptz + least(interval '1 hour', make_interval(secs => 15 * power(2, attempts)))
    where shop = ${shop} and (leased_by = ${leaseId} or leased_by is null) returning attempts`;
  logger.warn({ shop, attempts: row?.attempts, error: message }, "the backfill did not get on");
}
