import { createRequestHandler } from "@remix-run/express";
import express from "express";
import { database } from "./db.server.ts";
import { configureMail } from "./domains/notifications/index.server.ts";
import { checkRegistry, configureWorkflow } from "./domains/order-workflow/index.server.ts";
import { remoteOf, requireEnv } from "./env.server.ts";
import { configureRetries } from "./platform/dispatch/pace.ts";
import { messageOf } from "./platform/errors.ts";
import { connectWaker } from "./platform/jobs.server.ts";
import { logger } from "./platform/logger.server.ts";
import { startProcessMetrics } from "./platform/metrics.server.ts";
import { isReady } from "./ready.server.ts";
import { configureOutbound } from "./platform/public-http.server.ts";
import { registerDomains } from "./registry.server.ts";
import { startWeb } from "./web.server.ts";
import { startWorkerProcess } from "./worker.server.ts";

const role = process.argv[2] ?? "all";
if (!["web", "worker", "all"].includes(role)) fail(`'${role}' is not a role of this process: say web, worker or all.`);

/** How long requests and jobs under way may take when the process is asked to stop. */
const graceMs = 10_000;

try {
  await start();
} catch (error) {
  fail(messageOf(error));
}

async function start(): Promise<void> {
  const env = requireEnv();
  await requireDatabase();
  // Everything that reads the settings when it is loaded comes after they were found to be complete.
  await import("./shopify.server.ts");
  configureWorkflow({ enabled: env.WORKFLOW_ENABLED });
  configureRetries({ timesFaster: env.RETRY_TIME_SCALE });
  configureMail(env.SMTP_URL ? { url: env.SMTP_URL, from: env.MAIL_FROM } : undefined);
  configureOutbound({ allowPrivate: env.WEBHOOKS_TO_PRIVATE_ADDRESSES });
  registerDomains();
  await checkRegistry();
  const parts: (() => Promise<void>)[] = [startProcessMetrics(database(), role)];
  if (role !== "worker") {
    if (role === "web") parts.push(await connectWaker(database().pool));
    const web = await startWeb({
      database: database(),
      port: env.PORT,
      apiKey: env.SHOPIFY_API_KEY,
      apiSecret: env.SHOPIFY_API_SECRET,
      oldApiSecret: env.SHOPIFY_API_SECRET_OLD,
      requestsPerWindow: env.RATE_LIMIT,
      remote: remoteOf(env),
      pages: await pages(),
    });
    parts.unshift(web.close);
    logger.info({ port: web.port }, "web server is up");
  }
  if (role !== "web") {
    const worker = await startWorkerProcess(database(), { concurrency: env.WORKER_CONCURRENCY });
    parts.unshift(worker.stop);
    logger.info("worker is up");
  }
  process.send?.("ready");
  onStop(async () => {
    for (const stop of parts) await stop();
    await database().close();
  });
}

/** The database must answer and have this version's tables before anything else is tried. */
async function requireDatabase(): Promise<void> {
  try {
    await database().system`select 1`;
  } catch (error) {
    fail(`DATABASE_URL cannot be used: ${messageOf(error)}. Check the address, the password, and that PostgreSQL 16 or newer runs there.`);
  }
  if (!(await isReady(database()))) fail("The database of DATABASE_URL lacks migrations: run 'npm run migrate' first.");
}

/** The pages, and the files that they load; file names carry a hash of the content, so browsers may keep them. */
async function pages(): Promise<express.RequestHandler> {
  const build = await import("virtual:remix/server-build");
  const router = express.Router();
  router.use("/assets", express.static("build/client/assets", { immutable: true, maxAge: "1y" }));
  router.use(express.static("build/client", { maxAge: "1h" }));
  const remix = createRequestHandler({ build, mode: "production" });
  router.use((request, response, next) => void remix(request, response, next));
  return router;
}

/** Stops cleanly when asked to, and also when the process that started this one is gone. */
function onStop(stop: () => Promise<void>): void {
  let stopping = false;
  const begin = () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), graceMs).unref();
    stop().then(
      () => process.exit(0),
      (error) => fail(messageOf(error)),
    );
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, begin);
  process.on("disconnect", begin);
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
