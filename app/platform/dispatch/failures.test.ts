import { expect, test } from "vitest";
import { DomainError } from "../errors.ts";
import { RetryLater } from "../outbox.ts";
import { AdminApiError } from "../shopify/admin-api.ts";
import { judge } from "./failures.ts";

const usual = { retrySeconds: [10, 100] };

test.each([
  ["a refusal", new DomainError("conflict", "NOTHING_TO_FULFILL"), "final"],
  ["a call that Shopify calls wrong", new AdminApiError("permanent", "Field 'x' does not exist"), "final"],
  ["what cannot be reached", new DomainError("unavailable", "DATABASE_UNAVAILABLE"), "retry"],
  ["a limit of ours", new DomainError("rate_limited", "TOO_MANY_REQUESTS"), "retry"],
  ["no answer of Shopify's", new AdminApiError("transient", "Shopify answered 503"), "retry"],
  ["a token that Shopify does not take, which is renewed", new AdminApiError("unauthorized", "Shopify refused the access token"), "retry"],
  ["a receiver that asks for patience", new RetryLater("example.com answered 429.", 0), "retry"],
  ["anything else", new Error("socket hang up"), "retry"],
  ["Shopify's throttle", new AdminApiError("throttled", "Throttled"), "throttled"],
])("%s is judged as it is", (_what, error, kind) => {
  expect(judge(error, 0, usual)).toMatchObject({ kind });
});

test("each destination has its own schedule, at whose end a person is asked", () => {
  const error = new Error("nobody there");

  expect(judge(error, 2, { retrySeconds: [1, 1, 1_000] })).toMatchObject({ kind: "retry", seconds: expect.closeTo(1_000, -2.7) });
  expect(judge(error, 2, usual)).toMatchObject({ kind: "final", worn: true });
  expect(judge(error, 0, undefined)).toMatchObject({ kind: "final", worn: true });
  expect(judge(new DomainError("conflict", "NO"), 0, usual)).toMatchObject({ worn: false });
});

test("what failed together does not come back together, but within a fifth of the planned wait", () => {
  const waits = Array.from({ length: 100 }, () => judge(new Error("nobody there"), 1, usual)).flatMap((verdict) => (verdict.kind === "retry" ? [verdict.seconds] : []));

  expect(new Set(waits).size).toBeGreaterThan(90);
  expect(Math.min(...waits)).toBeGreaterThanOrEqual(80);
  expect(Math.max(...waits)).toBeLessThanOrEqual(120);
  expect(Math.max(...waits) - Math.min(...waits)).toBeGreaterThan(10);
});

test("waits as long as the other system asks, where that is longer than was planned", () => {
  expect(judge(new AdminApiError("transient", "503", { retryAfterMs: 60_000 }), 0, usual)).toMatchObject({ kind: "retry", seconds: 60 });
  expect(judge(new RetryLater("429", 60), 0, usual)).toMatchObject({ kind: "retry", seconds: 60 });
  expect(judge(new RetryLater("429", 1), 0, usual)).toMatchObject({ kind: "retry", seconds: expect.closeTo(10, -0.7) });
  expect(judge(new AdminApiError("throttled", "slow down", { retryAfterMs: 20_000 }), 0, usual)).toMatchObject({ seconds: 20 });
});
