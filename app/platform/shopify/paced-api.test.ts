import { expect, test } from "vitest";
import { type AdminApi, AdminApiError, type AdminCost, type AdminOperation } from "./admin-api.ts";
import { pacedApi } from "./paced-api.ts";

const operation: AdminOperation<string, object> = { name: "Read", text: "" };

/** A bucket as Shopify keeps it, on a clock of its own: whoever waits lets the time pass. */
function shop({ size = 2000, filled = 2000, rate = 100, cost = 90, latency = 200, failures = [] as AdminApiError[] } = {}) {
  let now = 0;
  let available = filled;
  let at = 0;
  const sleepers: { until: number; wake: () => void }[] = [];
  const refill = () => {
    available = Math.min(size, available + ((now - at) / 1000) * rate);
    at = now;
  };
  const wait = (ms: number) => new Promise<void>((wake) => sleepers.push({ until: now + ms, wake }));
  let refused = 0;
  let used = 0;
  const api: AdminApi = {
    run: async <Data>() => {
      refill();
      const failure = failures.shift();
      if (failure) throw failure;
      if (available < cost) {
        refused += 1;
        throw new AdminApiError("throttled", "Throttled", { retryAfterMs: 1_000, cost: { requested: cost, actual: cost, available, maximum: size, restoreRate: rate } });
      }
      available -= cost;
      used += cost;
      await wait(latency);
      refill();
      const told: AdminCost = { requested: cost, actual: cost, available, maximum: size, restoreRate: rate };
      return { data: "" as Data, cost: told };
    },
  };
  return {
    paced: pacedApi(api, { clock: () => now, wait }),
    /** Lets the time pass until everything is done. */
    until: async (work: Promise<unknown>) => {
      let done = false;
      const end = work.finally(() => (done = true));
      end.catch(() => {});
      while (!done) {
        await new Promise(setImmediate);
        sleepers.sort((a, b) => a.until - b.until);
        const next = sleepers.shift();
        if (!next) continue;
        now = Math.max(now, next.until);
        next.wake();
      }
      return end;
    },
    figures: () => ({ refused, used, seconds: now / 1000, usable: size + (now / 1000) * rate }),
  };
}

test.each([100, 1_000])("uses nine tenths of the bucket on a backlog, and is not refused, at %i points a second", async (rate) => {
  const { paced, until, figures } = shop({ rate, size: rate * 20, filled: rate * 20 });
  const lanes = Array.from({ length: 4 }, async () => {
    for (let count = 0; count < 250 * (rate / 100); count += 1) await paced.run(operation, {});
  });

  await until(Promise.all(lanes));

  const { refused, used, usable } = figures();
  expect(refused).toBe(0);
  expect(used / usable).toBeGreaterThan(0.9);
});

test("is refused once at most when many dear queries meet an empty bucket of which nothing is known", async () => {
  const { paced, until, figures } = shop({ filled: 0, cost: 300 });

  await until(Promise.all(Array.from({ length: 16 }, () => paced.run(operation, {}))));

  expect(figures().refused).toBeLessThanOrEqual(1);
  expect(figures().used).toBe(16 * 300);
});

test("waits as long as Shopify asks, and tries again what was not answered", async () => {
  const failures = [new AdminApiError("throttled", "Throttled", { retryAfterMs: 2_000 }), new AdminApiError("transient", "502")];
  const { paced, until, figures } = shop({ failures });

  await until(paced.run(operation, {}));

  expect(figures().seconds).toBeGreaterThanOrEqual(2.2);
});

test("gives up on what Shopify refuses for good, at once", async () => {
  const { paced, until, figures } = shop({ failures: [new AdminApiError("permanent", "no such field")] });

  await expect(until(paced.run(operation, {}))).rejects.toMatchObject({ kind: "permanent" });
  expect(figures().seconds).toBe(0);
});

test("gives up after its tries", async () => {
  const { paced, until } = shop({ failures: Array.from({ length: 10 }, () => new AdminApiError("transient", "502")) });

  await expect(until(paced.run(operation, {}))).rejects.toMatchObject({ kind: "transient" });
});
