import { readHistory, readMetrics, renderMetrics } from "#app/domains/metrics/index.server.ts";
import { History, MetricsAnswer, ReadHistory, ReadMetrics } from "#app/domains/metrics/schema.ts";
import { prefersText } from "#app/http/accept.ts";
import { endpoint, Reply, type Resource } from "#app/http/endpoint.ts";
import { RawJson } from "#app/platform/raw-json.ts";

const prometheus = { "Content-Type": "text/plain; version=0.0.4; charset=utf-8" };

export const opsMetrics: Resource = {
  GET: endpoint({
    family: "problem",
    permission: "read",
    scope: "any",
    summary: "Gauges and counters, as JSON or in Prometheus's text format",
    query: ReadMetrics,
    response: MetricsAnswer,
    alsoAs: "text/plain",
    handle: async (ctx, { query: { format }, headers }) => {
      const asText = format === "prometheus" || (format === undefined && prefersText(headers.accept));
      return asText ? new Reply(new RawJson(await renderMetrics(ctx)), { headers: prometheus }) : readMetrics(ctx);
    },
  }),
};

export const opsMetricsHistory: Resource = {
  GET: endpoint({ family: "problem", permission: "read", summary: "The figures of the last hours, for charts", query: ReadHistory, response: History, handle: (ctx, { query }) => readHistory(ctx, query) }),
};
