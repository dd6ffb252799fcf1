import { Counter, Gauge } from "prom-client";
import { type Ctx, systemContext } from "#app/platform/ctx.ts";
import { allProcesses } from "#app/platform/metrics.server.ts";
import { readGauges } from "./read-gauges.server.ts";
import { gaugeHelp, gaugeNames, type MetricsAnswer } from "./schema.ts";

/** The shop's metrics and the processes that are alive, as JSON. (Contract, section 5.) */
export async function readMetrics(ctx: Ctx): Promise<MetricsAnswer> {
  const { streams, processes } = await allProcesses(systemContext(ctx.database, ctx.correlationId, ctx.now));
  return { ...(await readGauges(ctx, streams)), processes, generatedAt: ctx.now.toISOString() };
}

/** The same in Prometheus's text format, with what every process counts of itself. */
export async function renderMetrics(ctx: Ctx): Promise<string> {
  const { streams, registry } = await allProcesses(systemContext(ctx.database, ctx.correlationId, ctx.now));
  const gauges = await readGauges(ctx, streams);
  for (const name of gaugeNames) {
    const metric = { name, help: gaugeHelp[name], registers: [registry] };
    if (name.endsWith("_total")) new Counter(metric).inc(gauges[name]);
    else new Gauge(metric).set(gauges[name]);
  }
  return registry.metrics();
}
