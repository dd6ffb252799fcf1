import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createRefresher } from "./refresher.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("says when data are there whose loading began after they were asked for", () => {
  const revalidate = vi.fn();
  const loaded = vi.fn();
  const refresher = createRefresher(revalidate);

  refresher.request(loaded);
  refresher.observe("idle"); // the router has not begun yet
  expect(loaded).not.toHaveBeenCalled();
  refresher.observe("loading");
  refresher.observe("idle");

  expect(revalidate).toHaveBeenCalledTimes(1);
  expect(loaded).toHaveBeenCalledTimes(1);
});

test("loads once more for all that was asked for meanwhile", () => {
  const revalidate = vi.fn();
  const [first, second, third] = [vi.fn(), vi.fn(), vi.fn()];
  const refresher = createRefresher(revalidate);

  refresher.request(first);
  refresher.observe("loading");
  refresher.request(second);
  refresher.request(third);
  expect(revalidate).toHaveBeenCalledTimes(1);
  refresher.observe("idle");
  expect(first).toHaveBeenCalledTimes(1);
  expect(second).not.toHaveBeenCalled();
  expect(revalidate).toHaveBeenCalledTimes(2);
  refresher.observe("loading");
  refresher.observe("idle");

  expect(second).toHaveBeenCalledTimes(1);
  expect(third).toHaveBeenCalledTimes(1);
  expect(refresher.isBusy()).toBe(false);
});

test("does not wait for ever for a load that was too short to be seen", () => {
  const loaded = vi.fn();
  const refresher = createRefresher(() => {});

  refresher.request(loaded);
  vi.advanceTimersByTime(1_000);

  expect(loaded).toHaveBeenCalledTimes(1);
  expect(refresher.isBusy()).toBe(false);
});
