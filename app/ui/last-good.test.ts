import { expect, test } from "vitest";
import { AppUnreachable, keepLast, keepLastGood, orFailure } from "./last-good.ts";

const answer = (status: number, data: unknown = { failure: { status, message: "No.", errors: [] } }) => ({ status, statusText: "", internal: false, data });
const page = "https://app.example.com/app/ops?tab=all";
const failing = (error: unknown) => () => Promise.reject(error);

test("shows what an address gave last while the app cannot be reached", async () => {
  const kept = keepLastGood<{ orders: number }>();
  await kept.load(page, () => Promise.resolve({ orders: 3 }));

  expect(await kept.load(page, failing(new TypeError("Failed to fetch")))).toMatchObject({ orders: 3, stale: { status: 0 } });
  expect(await kept.load(page, failing(answer(503)))).toMatchObject({ orders: 3, stale: { status: 503, message: "No." } });
  expect(await kept.load(page, () => Promise.resolve({ orders: 4 }))).toEqual({ orders: 4 });
});

test("prefers what was true a while ago to a sample, and does not take a sample for the truth", async () => {
  const kept = keepLastGood<{ orders: number }>();
  const sample = { orders: 6, stale: { status: 503, message: "Away.", errors: [], isSample: true as const } };
  const sampled = await kept.load(page, () => Promise.resolve(sample));
  await expect(kept.load(page, failing(new TypeError("Failed to fetch")))).rejects.toBeInstanceOf(AppUnreachable);
  await kept.load(page, () => Promise.resolve({ orders: 3 }));

  expect(sampled).toEqual(sample);
  expect(await kept.load(page, () => Promise.resolve(sample))).toEqual({ orders: 3, stale: { status: 503, message: "Away.", errors: [], loadedAt: expect.any(String) } });
});

test("does not show one address's data at another", async () => {
  const kept = keepLastGood<{ orders: number }>();
  await kept.load(page, () => Promise.resolve({ orders: 3 }));

  await expect(kept.load("https://app.example.com/app/sync", failing(new TypeError("Failed to fetch")))).rejects.toBeInstanceOf(AppUnreachable);
});

test("tells addresses apart by what a page says that its data hang on", async () => {
  const kept = keepLastGood<{ orders: number }>(({ searchParams }) => searchParams.get("tab") ?? "");
  await kept.load(page, () => Promise.resolve({ orders: 3 }));

  expect(await kept.load(`${page}&host=x`, failing(answer(503)))).toMatchObject({ orders: 3 });
  await expect(kept.load(page.replace("all", "mine"), failing(answer(503)))).rejects.toMatchObject({ status: 503 });
});

test("says when what is shown was true, however often it could not be refreshed", async () => {
  const kept = keepLastGood<{ orders: number }>();
  const before = new Date().toISOString();
  await kept.load(page, () => Promise.resolve({ orders: 3 }));
  const after = new Date().toISOString();

  await kept.load(page, failing(answer(503)));
  const shown = await kept.load(page, failing(answer(503)));

  expect(shown.stale?.loadedAt).toSatisfy((time: string) => before <= time && time <= after);
});

test.each([400, 401, 403, 404])("lets a refusal with status %i through", async (status) => {
  const kept = keepLastGood<{ orders: number }>();
  await kept.load(page, () => Promise.resolve({ orders: 3 }));

  await expect(kept.load(page, failing(answer(status)))).rejects.toMatchObject({ status });
});

test("lets a redirect through", async () => {
  const redirect = new Response(null, { status: 302, headers: { Location: "/auth/login" } });

  await expect(keepLastGood().load(page, failing(redirect))).rejects.toBe(redirect);
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
