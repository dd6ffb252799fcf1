import { parseCronItems } from "graphile-worker";
import { expect, test } from "vitest";
import { clockItems } from "#app/platform/jobs.server.ts";
import { tasks } from "./registry.server.ts";

/** What nobody but the clock asks for: without it none of it would ever happen. */
const byTheMinute = ["orders.poll", "orders.backfill", "orders.settle_webhook_gaps", "orders.refresh_due", "returns.watch"];

test.each(byTheMinute)("the clock asks for %s each minute, as one job however many workers there are", (name) => {
  const item = clockItems(tasks).find(({ task }) => task === name);

  expect(item).toMatchObject({ match: "* * * * *", options: { jobKey: name } });
});

test("the clock understands every time that it is asked for", () => {
  expect(parseCronItems(clockItems(tasks))).toHaveLength(clockItems(tasks).length);
});
