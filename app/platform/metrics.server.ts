import { AggregatorRegistry, collectDefaultMetrics, Counter, Histogram, type MetricObject, Registry } from "prom-client";
import { v7 as uuid } from "uuid";
import { z } from "zod";
import type { Database, SystemCtx } from "./ctx.ts";
import { loggableMessage } from "./errors.ts";
import { logger } from "./logger.server.ts";

const registry = new Registry();
collectDefaultMetrics({ register: registry });
const registers = [registry];
const buckets = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** What this process has made of outbox events. */
export const outboxAttempts = new Counter({ name: "outbox_attempts_total", help: "Attempts to deliver outbox events.", labelNames: ["type", "outcome"], registers });
export const outboxSeconds = new Histogram({ name: "outbox_attempt_seconds", help: "How long attempts to deliver outbox events took.", labelNames: ["type"], buckets, registers });
/** The background jobs that this process has run. */
export const jobSeconds = new Histogram({ name: "job_seconds", help: "How long background jobs took.", labelNames: ["task", "outcome"], buckets, registers });
/** The requests that this process has answered. */
export const requestSeconds = new Histogram({ name: "http_request_seconds", help: "How long requests to the API took.", labelNames: ["path", "status"], buckets, registers });

const processId = uuid();
const startedAt = new Date();
let role = "web";
let countStreams: () => Record<string, number> = () => ({});

/** Sets how this process counts its event streams, by shop. */
export function setStreamCounter(counter: () => Record<string, number>): void {
  countStreams = counter;
}

const publishMs = 10_000;
const forgetAfterSeconds = 45;

/** Tells every few seconds what this process counts, so that one address has the metrics of all. Gives how to stop it. */
export function startProcessMetrics(database: Database, ownRole: string): () => Promise<void> {
  role = ownRole;
  const publish = async () => {
    try {
      await database.system`
        insert into process_metrics (id, role, started_at, at, text, streams) values (${processId}, ${role}, ${startedAt}, now(), ${JSON.stringify(await ownMetrics())}, ${JSON.stringify(countStreams())})
        on conflict (id) do update set at = now(), text = excluded.text, streams = excluded.streams`;
      await database.system`delete from process_metrics where at < now() - make_interval(secs => ${forgetAfterSeconds})`;
    } catch (error) {
      logger.warn({ error: loggableMessage(error) }, "the metrics of this process could not be published");
    }
  };
  let publishing = publish();
  const timer = setInterval(() => {
    publishing = publish();
  }, publishMs);
  return async () => {
    clearInterval(timer);
    await publishing;
    await database.system`delete from process_metrics where id = ${processId}`;
  };
}

export interface ProcessInfo {
  id: string;
  role: string;
  startedAt: string;
  at: string;
}

export interface AllProcesses {
  processes: ProcessInfo[];
  /** Event streams open, by shop. */
  streams: Record<string, number>;
  /** What all of them count, each with its process and role as labels. */
  registry: Registry;
}

const Streams = z.record(z.string(), z.number());
const Metrics = z.custom<MetricObject[]>((value) => Array.isArray(value));

/** The metrics of every process that is alive: of this one as they are, of others as they told last. */
export async function allProcesses(ctx: SystemCtx): Promise<AllProcesses> {
  const others = await ctx.sql<{ id: string; role: string; started_at: Date; at: Date; text: string; streams: unknown }>`
    select id, role, started_at, at, text, streams from process_metrics where id <> ${processId} and at > now() - make_interval(secs => ${forgetAfterSeconds}) order by started_at, id`;
  const streams = { ...countStreams() };
  for (const other of others) {
    for (const [shop, count] of Object.entries(Streams.parse(other.streams))) streams[shop] = (streams[shop] ?? 0) + count;
  }
  return {
    processes: [
      { id: processId, role, startedAt: startedAt.toISOString(), at: ctx.now.toISOString() },
      ...others.map(({ id, role: otherRole, started_at, at }) => ({ id, role: otherRole, startedAt: started_at.toISOString(), at: at.toISOString() })),
    ],
    streams,
    registry: AggregatorRegistry.aggregate([await ownMetrics(), ...others.map(({ text }) => Metrics.parse(JSON.parse(text)))]),
  };
}

function ownMetrics(): Promise<MetricObject[]> {
  registry.setDefaultLabels({ process: processId, role });
  return registry.getMetricsAsJSON().then((metrics) => Metrics.parse(metrics));
}
