import { beforeAll, expect, test } from "vitest";
import { adminApi, type AdminApiError } from "#app/platform/shopify/admin-api.ts";
import { ReturnableItems } from "#app/platform/shopify/operations.ts";
import { control, startTestApp, type TestApp } from "./setup/app.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});

test.each([
  ["throttled", "throttled"],
  ["internal", "transient"],
  ["html", "transient"],
  ["half", "transient"],
  ["drop", "transient"],
  [503, "transient"],
  [401, "unauthorized"],
  [403, "permanent"],
] as const)("takes an answer that is %s for %s", async (status, kind) => {
  await control(app.shopify, "faults", { fail: { operation: "ReturnableItems", times: 1, status } });
  const api = await adminApi(await app.context());

  const failure: AdminApiError = await api.run(ReturnableItems, { orderId: "gid://shopify/Order/1" }).then(
    () => expect.fail("it was answered"),
    (error) => error,
  );

  expect(failure).toMatchObject({ name: "AdminApiError", kind });
  if (kind === "throttled") expect(failure.retryAfterMs).toBeGreaterThan(0);
});
