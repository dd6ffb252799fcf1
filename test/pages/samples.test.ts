import { expect, test } from "vitest";
import { OrdersPage } from "#app/domains/orders/schema.ts";
import { ReturnFeed } from "#app/domains/returns/return-feed.ts";
import { ShipmentFeed } from "#app/domains/shipments/schema.ts";
import { ThreadsPage } from "#app/domains/support/schema.ts";
import { readSync } from "#app/http/read-sync.ts";
import { remoteSync } from "#app/http/remote-sync.server.ts";
import type { SyncClient } from "#app/platform/sync.ts";
import { serveSamples, withSamples } from "#app/http/with-samples.server.ts";
import { samples } from "#app/dashboard/samples/samples.ts";

serveSamples(samples);

const now = new Date("2026-11-21T08:00:00.000Z");
const answering = (status: number): SyncClient => ({ get: () => Promise.resolve({ status, body: { message: "No." } }), post: () => Promise.resolve({ status, body: { message: "No." } }) });

test.each([
  ["/sync/orders", OrdersPage],
  ["/sync/orders/shipments", ShipmentFeed],
  ["/sync/orders/returns", ReturnFeed],
  ["/sync/orders/support", ThreadsPage],
])("stands in for %s while nothing listens at the address of sync, and says so", async (path, schema) => {
  const gone = remoteSync({ url: "http://127.0.0.1:9", apiKey: "", timeoutMs: 300 }, { shop: "demo.myshopify.com", correlationId: "samples", actor: { kind: "staff", id: "7", label: "Vera", role: "viewer" } });

  const page = await readSync<object>(withSamples(gone, now), schema, path);

  expect(page).toMatchObject({ success: true, stale: { isSample: true, status: 503 } });
  await expect(readSync<object>(gone, schema, path)).rejects.toMatchObject({ status: 503 });
});

test("shows a tab's samples alone, and counts them", async () => {
  const page = await readSync(withSamples(answering(503), now), OrdersPage, "/sync/orders", new URLSearchParams({ tab: "delayed" }));

  expect(page.orders.map(({ shipment }) => shipment.status)).toEqual(["delayed"]);
  expect(page.tabs).toMatchObject({ delayed: 1, all: 6 });
});

test.each([400, 401, 403, 404, 429, 500])("does not hide that sync answered %i", async (status) => {
  expect(await withSamples(answering(status), now).get("/sync/orders")).toEqual({ status, body: { message: "No." } });
});

test("never answers for what staff do, nor for a single order", async () => {
  const sync = withSamples(answering(503), now);

  expect(await sync.post("/sync/orders/assign", {})).toMatchObject({ status: 503 });
  expect(await sync.get("/sync/orders/1001")).toMatchObject({ status: 503 });
});
