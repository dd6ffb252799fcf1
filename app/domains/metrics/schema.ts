import { z } from "zod";
import { Instant } from "#app/platform/instant.ts";

/** Every gauge and counter of the app's own, with what it says. (Contract, section 5.) */
export const gaugeHelp = {
  ops_outbox_pending_events: "Outbox events that are to be sent.",
  ops_outbox_failed_events: "Outbox events that failed and wait for a person.",
  ops_outbox_oldest_pending_age_seconds: "Age of the oldest outbox event that is to be sent.",
  ops_outbox_resting_destinations: "Destinations that are left alone because they fail or asked for it.",
  ops_outbox_paused_destinations: "Destinations that a person paused.",
  ops_inventory_reserved_stock_drift_products: "Products whose reserved units differ from their active reservations.",
  ops_reservations_stuck: "Active reservations whose time is up.",
  ops_assignment_conflicts_total: "Assignments that met another and lost.",
  ops_exceptions_open: "Exceptions that wait for a person.",
  ops_events_pending: "Arrivals that are to be processed.",
  ops_webhooks_received_total: "Webhooks that Shopify delivered.",
  ops_webhooks_duplicate_total: "Webhooks among them that only repeated another.",
  ops_webhooks_late_seconds: "How late 95 % of the last quarter of an hour's webhooks came at most.",
  ops_sse_clients: "Event streams that dashboards have open.",
  ops_poller_last_tick_age_seconds: "Time since the poller last had looked at the whole shop, or since the shop installed the app.",
} as const;

export type GaugeName = keyof typeof gaugeHelp;
export type Gauges = Record<GaugeName, number>;

export const gaugeNames = z.enum(Object.keys(gaugeHelp)).options.filter((name): name is GaugeName => name in gaugeHelp);

export const ReadMetrics = z.object({ format: z.enum(["json", "prometheus"]).optional() });

const ProcessInfo = z.object({ id: z.string(), role: z.string(), startedAt: Instant, at: Instant });

export const MetricsAnswer = z.object({
  ops_outbox_pending_events: z.number(),
  ops_outbox_failed_events: z.number(),
  ops_outbox_oldest_pending_age_seconds: z.number(),
  ops_outbox_resting_destinations: z.number(),
  ops_outbox_paused_destinations: z.number(),
  ops_inventory_reserved_stock_drift_products: z.number(),
  ops_reservations_stuck: z.number(),
  ops_assignment_conflicts_total: z.number(),
  ops_exceptions_open: z.number(),
  ops_events_pending: z.number(),
  ops_webhooks_received_total: z.number(),
  ops_webhooks_duplicate_total: z.number(),
  ops_webhooks_late_seconds: z.number(),
  ops_sse_clients: z.number(),
  ops_poller_last_tick_age_seconds: z.number(),
  /** The processes that are alive. */
  processes: z.array(ProcessInfo),
  generatedAt: Instant,
});
export type MetricsAnswer = z.infer<typeof MetricsAnswer>;

export const ReadHistory = z.object({ hours: z.coerce.number().int().min(1).max(24 * 14).default(24) });
export type ReadHistory = z.infer<typeof ReadHistory>;

/** What is kept of each minute. */
export const Figures = z.object({ backlog: z.number(), failed: z.number(), drift: z.number(), conflicts: z.number(), late: z.number(), exceptions: z.number() });
export type Figures = z.infer<typeof Figures>;

export const Sample = Figures.extend({ at: Instant });
export type Sample = z.infer<typeof Sample>;

export const History = z.object({ hours: z.number().int(), bucketMinutes: z.number().int(), samples: z.array(Sample) });
export type History = z.infer<typeof History>;
