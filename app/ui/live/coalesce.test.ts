import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { coalesce } from "./coalesce.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("runs the first request at once and the next ones together", () => {
  const run = vi.fn();
  const refresh = coalesce(2_000, run, () => false);

  refresh.request();
  expect(run).toHaveBeenCalledTimes(1);
  for (let count = 0; count < 20; count += 1) refresh.request();
  vi.advanceTimersByTime(1_999);
  expect(run).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(1);
  expect(run).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(10_000);
  expect(run).toHaveBeenCalledTimes(2);
});

test("waits for a run that takes longer, and forgets no request", () => {
  let busy = false;
  const run = vi.fn(() => void (busy = true));
  const refresh = coalesce(2_000, run, () => busy);

  refresh.request();
  refresh.request();
  vi.advanceTimersByTime(6_000);
  expect(run).toHaveBeenCalledTimes(1);
  busy = false;
  vi.advanceTimersByTime(2_000);
  expect(run).toHaveBeenCalledTimes(2);
});

test("runs nothing after it was stopped", () => {
  const run = vi.fn();
  const refresh = coalesce(2_000, run, () => false);
  refresh.request();
  refresh.request();

  refresh.stop();
  vi.advanceTimersByTime(10_000);

  expect(run).toHaveBeenCalledTimes(1);
});
