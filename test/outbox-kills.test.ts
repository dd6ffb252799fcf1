import { beforeAll, expect, test } from "vitest";
import { killWorkers } from "./chaos/outbox-kills.ts";
import { startTestApp, type TestApp } from "./setup/app.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});

// `npm run chaos -- outbox` is the long version, with 200 kills and the app's own patience with the dead.
test("delivers every event, and has each effect once, though the worker is killed", { timeout: 120_000 }, async () => {
  const report = await killWorkers(app, { kills: 4, ordersPerKill: 3, longestLifeMs: 800, deadAfterSeconds: 4 });

  expect(Object.keys(report.outbox)).toEqual(["DELIVERED"]);
  expect(report.webhooks.effects).toBe(report.webhooks.expected);
  expect(report.webhooks.toldTwice).toBe(0);
  expect(report.fulfillments).toEqual({ 1: report.orders });
});
