import { z } from "zod";
import { Instant } from "#app/platform/instant.ts";
import { Limit } from "#app/platform/query.ts";

/** An order, however a client names it. */
const Order = z.string().min(1).max(200).optional();
const limit = Limit.default(50);

export const ListFailures = z.object({ limit, event_type: z.string().min(1).max(100).optional(), order_id: Order });
export type ListFailures = z.infer<typeof ListFailures>;

/** An event that could not be delivered and waits for a person. (Contract, section 5.) */
export const OutboxFailure = z.object({
  eventId: z.string(),
  eventType: z.string(),
  attempts: z.number().int(),
  lastError: z.string().nullable(),
  status: z.literal("FAILED"),
  orderId: z.string().nullable(),
  orderName: z.string().nullable().default(null),
  createdAt: Instant,
  failedAt: Instant,
  payload: z.unknown(),
  correlationId: z.string(),
});
export type OutboxFailure = z.infer<typeof OutboxFailure>;

export const FailuresPage = z.object({ failures: z.array(OutboxFailure), total: z.number().int() });
export type FailuresPage = z.infer<typeof FailuresPage>;

export const ListPending = z.object({ limit, destination: z.string().min(1).max(200).optional(), order_id: Order });
export type ListPending = z.infer<typeof ListPending>;

/** What keeps an event from leaving: a call under way, a pause, an earlier event of its order, its destination's rest, its next attempt, or nothing but its turn. */
export const WaitsFor = z.enum(["answer", "pause", "earlier", "destination", "retry", "turn"]);
export type WaitsFor = z.infer<typeof WaitsFor>;

/** An event that is still to be delivered. */
export const PendingEvent = z.object({
  eventId: z.string(),
  eventType: z.string(),
  destination: z.string(),
  waitsFor: WaitsFor,
  attempts: z.number().int(),
  /** Why its last attempt failed, if one did. */
  lastError: z.string().nullable(),
  orderId: z.string().nullable(),
  orderName: z.string().nullable(),
  createdAt: Instant,
  nextAttemptAt: Instant,
});
export type PendingEvent = z.infer<typeof PendingEvent>;

export const PendingPage = z.object({ pending: z.array(PendingEvent), total: z.number().int() });
export type PendingPage = z.infer<typeof PendingPage>;

export const OutboxDecision = z.enum(["replay", "fix_and_replay", "ignore"]);
export type OutboxDecision = z.infer<typeof OutboxDecision>;

const Note = z.string().trim().min(1, "must say why").max(2_000);

/** What a person decides about an event that failed. A patch is an RFC 7396 merge patch of its payload. */
export const ResolveFailure = z
  .object({ action: OutboxDecision, note: Note, payload_patch: z.record(z.string(), z.unknown()).optional() })
  .refine(({ action, payload_patch: patch }) => (action === "fix_and_replay") === (patch !== undefined), { path: ["payload_patch"], message: "goes with fix_and_replay, and with nothing else" });
export type ResolveFailure = z.infer<typeof ResolveFailure>;

export const ResolvedFailure = z.object({ eventId: z.string(), status: z.enum(["PENDING", "IGNORED"]) });
export type ResolvedFailure = z.infer<typeof ResolvedFailure>;

/** One decision about many events that failed. What is to be mended is mended one by one. */
export const ResolveFailures = z.object({ eventIds: z.array(z.string().min(1).max(100)).min(1).max(500), action: OutboxDecision.exclude(["fix_and_replay"]), note: Note });
export type ResolveFailures = z.infer<typeof ResolveFailures>;

export const FailuresResolved = z.object({ resolved: z.number().int(), failed: z.array(z.object({ eventId: z.string(), code: z.string(), message: z.string() })) });
export type FailuresResolved = z.infer<typeof FailuresResolved>;

export const RetryDestination = z.object({ destination: z.string().min(1).max(200) });
export type RetryDestination = z.infer<typeof RetryDestination>;

/** Which destination is tried again, and how many events wait for it. */
export const RetriedDestination = z.object({ destination: z.string(), waiting: z.number().int() });
export type RetriedDestination = z.infer<typeof RetriedDestination>;

/** Where the shop's events go, and how that is at the moment. */
export const DestinationState = z.object({
  destination: z.string(),
  /** A name for people: "Shopify", "Mail", an endpoint's host. */
  label: z.string(),
  pending: z.number().int(),
  failed: z.number().int(),
  oldestPendingAt: Instant.nullable(),
  state: z.enum(["ok", "failing", "resting", "paused"]),
  /** Until when it is left alone, while `resting`. */
  restsUntil: Instant.nullable(),
  lastError: z.string().nullable(),
});
export type DestinationState = z.infer<typeof DestinationState>;

export const DestinationsPage = z.object({ destinations: z.array(DestinationState) });
export type DestinationsPage = z.infer<typeof DestinationsPage>;
