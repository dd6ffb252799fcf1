import { beforeAll, expect, test } from "vitest";
import { startTestApp, type TestApp } from "#test/setup/app.ts";
import { killWorkers } from "./outbox-kills.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});

test("delivers every event, and has each effect once, however often the worker is killed", async () => {
  const report = await killWorkers(app, { kills: Number(process.env["KILLS"] ?? 200), ordersPerKill: 4, longestLifeMs: 2_500 });

  console.log(JSON.stringify(report, null, 2));
  expect(Object.keys(report.outbox)).toEqual(["DELIVERED"]);
  expect(report.webhooks.effects).toBe(report.webhooks.expected);
  expect(report.webhooks.toldTwice).toBe(0);
  expect(report.fulfillments).toEqual({ 1: report.orders });
  expect(report.held.lastSeconds).toBeLessThan(60);
});
