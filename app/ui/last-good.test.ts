import { expect, test } from "vitest";
import { AppUnreachable, keepLast, keepLastGood, orFailure } from "./last-good.ts";

const answer = (status: number, data: unknown = { failure: { status, message: "No.", errors: [] } }) => ({ status, statusText: "", internal: false, data });
const failing = (error: unknown) => () => Promise.reject(error);

test("shows what an address gave last while the app cannot be reached", async () => {
  const kept = keepLastGood<{ orders: number }>();
  await kept.load("a", () => Promise.resolve({ orders: 3 }));

  expect(await kept.load("a", failing(new TypeError("Failed to fetch")))).toMatchObject({ orders: 3, stale: { status: 0 } });
  expect(await kept.load("a", failing(answer(503)))).toMatchObject({ orders: 3, stale: { status: 503, message: "No." } });
  expect(await kept.load("a", () => Promise.resolve({ orders: 4 }))).toEqual({ orders: 4 });
});

test("prefers what was true a while ago to a sample, and does not take a sample for the truth", async () => {
  const kept = keepLastGood<{ orders: number }>();
  const sample = { orders: 6, stale: { status: 503, message: "Away.", errors: [], isSample: true as const } };
  const sampled = await kept.load("a", () => Promise.resolve(sample));
  await expect(kept.load("a", failing(new TypeError("Failed to fetch")))).rejects.toBeInstanceOf(AppUnreachable);
  await kept.load("a", () => Promise.resolve({ orders: 3 }));

  expect(sampled).toEqual(sample);
  expect(await kept.load("a", () => Promise.resolve(sample))).toEqual({ orders: 3, stale: { status: 503, message: "Away.", errors: [] } });
});

test("does not show one address's data at another", async () => {
  const kept = keepLastGood<{ orders: number }>();
  kept.remember("a", { orders: 3 });

  await expect(kept.load("b", failing(new TypeError("Failed to fetch")))).rejects.toBeInstanceOf(AppUnreachable);
});

test.each([400, 401, 403, 404])("lets a refusal with status %i through", async (status) => {
  const kept = keepLastGood<{ orders: number }>();
  kept.remember("a", { orders: 3 });

  await expect(kept.load("a", failing(answer(status)))).rejects.toMatchObject({ status });
});

test("lets a redirect through", async () => {
  const redirect = new Response(null, { status: 302, headers: { Location: "/auth/login" } });

  await expect(keepLastGood().load("a", failing(redirect))).rejects.toBe(redirect);
});

test("keeps what stands beside a page as it was last, and lets a refusal through", async () => {
  const lastOr = keepLast<string | null>(null);

  expect(await lastOr(failing(new TypeError("Failed to fetch")))).toBeNull();
  expect(await lastOr(() => Promise.resolve("incident"))).toBe("incident");
  expect(await lastOr(failing(answer(503)))).toBe("incident");
  await expect(lastOr(failing(answer(403)))).rejects.toMatchObject({ status: 403 });
});

test("gives a form the failure where nobody answered it", async () => {
  expect(await orFailure(failing(new TypeError("Failed to fetch")))).toMatchObject({ ok: false, failure: { status: 0 } });
  expect(await orFailure(failing(answer(503)))).toMatchObject({ ok: false, failure: { status: 503, message: "No." } });
  expect(await orFailure(() => Promise.resolve({ ok: true }))).toEqual({ ok: true });
});
