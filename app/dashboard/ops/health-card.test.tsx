import { expect, test } from "vitest";
import { gaugeNames, MetricsAnswer } from "#app/domains/metrics/schema.ts";
import { textOf } from "#test/setup/render.tsx";
import { HealthCard, hasWorker } from "./health-card.tsx";

const at = "2026-11-21T08:00:00.000Z";
const process = (id: string, role: string) => ({ id, role, startedAt: at, at });
const metricsOf = (...roles: string[]) => MetricsAnswer.parse({ ...Object.fromEntries(gaugeNames.map((name) => [name, 0])), ops_poller_last_tick_age_seconds: 534, processes: roles.map((role, index) => process(String(index), role)), generatedAt: at });

test("says which processes are alive by what they do, and durations as people do", () => {
  const text = textOf(<HealthCard metrics={metricsOf("web", "web", "worker")} />);

  expect(text).toContain("Alive: 2 web servers, 1 worker");
  expect(text).toContain("8 min");
});

test.each([
  [["web"], false],
  [["web", "worker"], true],
  [["all"], true],
])("of %j it says whether anybody works in the background", (roles, expected) => {
  expect(hasWorker(metricsOf(...roles))).toBe(expected);
});
