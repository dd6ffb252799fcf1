import { type ChildProcess, fork } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as after } from "node:timers/promises";
import { addWebhookEndpoint } from "#app/domains/notifications/index.server.ts";
import { connectWaker } from "#app/platform/jobs.server.ts";
import { configureOutbound } from "#app/platform/public-http.server.ts";
import { adminQuery, control, demoShop, type TestApp } from "#test/setup/app.ts";
import { testDatabase, testDatabaseUrl } from "#test/setup/database.ts";
import { atEndOfFile } from "#test/setup/endings.ts";
import { watchEstate } from "./estate.ts";

export interface KillOptions {
  kills: number;
  /** Orders that are taken, assigned and fulfilled for each kill. */
  ordersPerKill: number;
  /** The longest that a worker lives once it is up, in milliseconds. */
  longestLifeMs: number;
  /** After how many seconds without a beat a worker is taken to be dead; the app's own when nothing is said. */
  deadAfterSeconds?: number;
}

/** What came of it, as the other systems saw it. */
export interface KillReport {
  kills: number;
  orders: number;
  /** Events of the outbox by their state in the end. */
  outbox: Record<string, number>;
  /** Events that more than one worker began. */
  takenOver: number;
  /** Messages that the receiver got, those that it knew already by their id, ids for which it did something, and what it was told under more than one id. */
  webhooks: { requests: number; repeated: number; effects: number; expected: number; toldTwice: number };
  /** Orders that local Shopify shows with so many fulfilments. */
  fulfillments: Record<string, number>;
  /** What dead workers held when they died, and the longest that any of it waited until another worker took it up: of all, and of what the last left. */
  held: { events: number; jobs: number; longestSeconds: number; lastSeconds: number };
  /** From the last kill until nothing was left to do. */
  recoverySeconds: number;
}

/** Kills the worker at random moments while orders are taken, assigned and fulfilled, then lets one finish what is left. */
export async function killWorkers(app: TestApp, { kills, ordersPerKill, longestLifeMs, deadAfterSeconds }: KillOptions): Promise<KillReport> {
  const database = await testDatabase();
  const receiver = await startReceiver();
  configureOutbound({ allowPrivate: true });
  atEndOfFile(() => configureOutbound({ allowPrivate: false }));
  await addWebhookEndpoint(await app.context(), { url: receiver.url, description: "" });
  const stopWaker = await connectWaker(database.pool);
  const start = await workerStarter(app, deadAfterSeconds);
  const estate = watchEstate(database);
  const orders: string[] = [];
  const acted = new Set<string>();

  const work = async () => {
    orders.push(...(await control(app.shopify, "orders", { shop: demoShop, template: "unfulfilled", count: ordersPerKill })).orders);
    await actOn(app, orders, acted);
  };
  for (let kill = 0; kill < kills; kill += 1) {
    const [worker] = await Promise.all([start(), work()]);
    await after(Math.random() * longestLifeMs);
    await killed(worker);
    await estate.record();
  }

  const lastKill = performance.now();
  const survivor = await start();
  await until(async () => {
    await actOn(app, orders, acted);
    const left = await database.system`
      select 'arrival' as kind, topic as type, status, attempts, last_error, next_attempt_at - now() as due from events_processed where status in ('pending', 'quarantined')
      union all select 'outbox', type, status, attempts, last_error, next_attempt_at - now() from outbox_events where status = 'PENDING' limit 20`;
    return { done: acted.size === orders.length && left.length === 0, left: { orders: orders.length - acted.size, rows: left } };
  });
  const recoverySeconds = (performance.now() - lastKill) / 1000;
  const held = await estate.settle();
  survivor.kill("SIGTERM");
  await exited(survivor);
  await stopWaker();
  receiver.stop();
  return { kills, orders: orders.length, held, recoverySeconds, ...(await countEffects(app, orders, receiver)) };
}

/** Assigns and fulfils the orders that have reached the mirror, each once. */
async function actOn(app: TestApp, orders: readonly string[], acted: Set<string>): Promise<void> {
  const ids = orders.filter((id) => !acted.has(id));
  const ctx = await app.context();
  const known = await ctx.sql<{ gid: string }>`select 'gid://shopify/Order/' || id as gid from orders where shop = ${ctx.shop} and 'gid://shopify/Order/' || id = any(${ids})`;
  for (const { gid } of known) {
    await succeed(app, "assign", { orderIds: [gid], assignee: "Asha" });
    await succeed(app, "fulfill", { orderIds: [gid] });
    acted.add(gid);
  }
}

async function succeed(app: TestApp, action: string, body: object): Promise<void> {
  const { status, body: answer } = await app.request("POST", `/sync/orders/${action}`, { body: { shop_domain: demoShop, ...body } });
  if (status !== 200) throw new Error(`${action} answered ${status}: ${JSON.stringify(answer)}`);
}

async function workerStarter(app: TestApp, deadAfterSeconds = 0): Promise<() => Promise<ChildProcess>> {
  const { accessToken } = await (await fetch(`${app.shopify.url}/_local/access-token?shop=${demoShop}`)).json();
  const env = { ...process.env, LOG_LEVEL: "error", DATABASE_URL: await testDatabaseUrl(), SHOPIFY_ORIGIN: app.shopify.url, ACCESS_TOKEN: accessToken, DEAD_AFTER_SECONDS: String(deadAfterSeconds) };
  return () =>
    new Promise((resolve, reject) => {
      const child = fork(join(import.meta.dirname, "outbox-worker.ts"), { env, execArgv: ["--disable-warning=ExperimentalWarning"] });
      child.once("message", () => resolve(child));
      child.once("exit", (code) => reject(new Error(`The worker ended with ${code} before it was up.`)));
    });
}

async function killed(worker: ChildProcess): Promise<void> {
  worker.kill("SIGKILL");
  await exited(worker);
}

function exited(child: ChildProcess): Promise<void> {
  return new Promise((done) => (child.exitCode !== null || child.signalCode !== null ? done() : child.once("exit", () => done())));
}

interface Progress {
  done: boolean;
  left: unknown;
}

/** Waits for longer than the longest wait between two attempts that can have come of a kill, also on a machine that has other work. */
async function until(progress: () => Promise<Progress>): Promise<void> {
  const end = performance.now() + 900_000;
  for (let state = await progress(); !state.done; state = await progress()) {
    if (performance.now() > end) throw new Error(`Not all was done a quarter of an hour after the last kill: ${JSON.stringify(state.left)}`);
    await after(250);
  }
}

interface Message {
  id: string;
  /** What it says, without when. */
  told: string;
}

/** A receiver of webhooks that does something for each id once, and takes a moment for its answer. */
async function startReceiver() {
  const requests: Message[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const { type, data } = JSON.parse(body);
      requests.push({ id: String(request.headers["webhook-id"]), told: JSON.stringify({ type, data }) });
      setTimeout(() => response.end("ok"), Math.random() * 40);
    });
  });
  await new Promise<void>((up) => server.listen(0, up));
  const { port } = server.address() as AddressInfo;
  return { url: `http://localhost:${port}/`, requests, stop: () => (server.closeAllConnections(), server.close()) };
}

async function countEffects(app: TestApp, orders: readonly string[], { requests }: { requests: readonly Message[] }) {
  const ctx = await app.context();
  const outbox = await ctx.sql<{ status: string; count: number; again: number }>`select status, count(*)::int as count, (count(*) filter (where attempts > 1))::int as again from outbox_events where shop = ${ctx.shop} group by status`;
  const [sent] = await ctx.sql<{ count: number }>`select count(*)::int as count from outbox_events where shop = ${ctx.shop} and type = 'webhook.deliver'`;
  const fulfillments: Record<string, number> = {};
  for (const id of orders) {
    const { order } = await adminQuery(app.shopify, "query Fulfillments($id: ID!) { order(id: $id) { fulfillments { id } } }", { id });
    const count = String(order.fulfillments.length);
    fulfillments[count] = (fulfillments[count] ?? 0) + 1;
  }
  const effects = new Set(requests.map(({ id }) => id)).size;
  const tellings = new Set(requests.map(({ told }) => told)).size;
  return {
    outbox: Object.fromEntries(outbox.map(({ status, count }) => [status, count])),
    takenOver: outbox.reduce((sum, { again }) => sum + again, 0),
    webhooks: { requests: requests.length, repeated: requests.length - effects, effects, expected: sent?.count ?? 0, toldTwice: effects - tellings },
    fulfillments,
  };
}
