import { beforeAll, expect, test } from "vitest";
import { startTestApp, type TestApp } from "#test/setup/app.ts";
import { returnsOf } from "#test/setup/shopify-returns.ts";

let app: TestApp;
let returns: ReturnType<typeof returnsOf>;
beforeAll(async () => {
  app = await startTestApp();
  returns = returnsOf(app);
});

test("takes a customer's request through every step here and in Shopify, and refunds it once", async () => {
  const id = await returns.take("return_requested");
  const [requested] = (await returns.order(id)).returns;

  await returns.walk(id, ["approve_request", ["generate_label", { label: { url: "https://labels.example/1.pdf", trackingNumber: "RET-1" } }], "mark_in_transit", "request_inspection", "approve_refund"]);

  expect(requested).toMatchObject({ state: "requested", shopifyStatus: "requested", lines: [{ quantity: 1, title: expect.any(String) }] });
  const [done] = (await returns.order(id)).returns;
  expect(done).toMatchObject({ state: "completed", shopifyStatus: "closed", calls: [], lines: [{ received: 1, processed: 1, refunded: 1 }] });
  const [there] = await returns.inShopify(id);
  expect(there).toMatchObject({ status: "CLOSED", refunds: { nodes: [{}] } });
});
