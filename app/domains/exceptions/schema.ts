import { z } from "zod";
import { Instant } from "#app/platform/instant.ts";
import { Money } from "#app/platform/money.ts";
import { optional, PageLimit } from "#app/platform/query.ts";

export const ReasonCode = z.enum(["IDEMPOTENCY_CONFLICT", "UNKNOWN_EVENT_TYPE", "INVALID_PAYLOAD", "PROCESSING_FAILED", "STATE_CONFLICT"]);
export type ReasonCode = z.infer<typeof ReasonCode>;

export const ResolutionAction = z.enum(["mark_resolved_no_replay", "override_and_replay"]);
export type ResolutionAction = z.infer<typeof ResolutionAction>;

/** Anything but NUL, which PostgreSQL's text cannot hold. */
const text = (longest: number) => z.string().max(longest).regex(/^[^\u0000]*$/, "has a character that cannot be stored");
const saidText = (longest: number) => text(longest).trim().min(1, "is blank");

/** The query of GET /v1/exceptions. */
export const ListExceptions = z.object({
  status: optional(z.enum(["open", "resolved", "all"])).transform((status) => status ?? "open"),
  reason_code: optional(ReasonCode),
  event_type: optional(text(100)),
  q: optional(text(200).trim()),
  limit: PageLimit,
  cursor: optional(text(200)),
});
export type ListExceptions = z.infer<typeof ListExceptions>;

/** A row of the exceptions queue (contract, section 2). */
export const ExceptionRow = z.object({
  exception_id: z.string(),
  tenant: z.string(),
  reason_code: ReasonCode,
  event_type: z.string(),
  idempotency_key: z.string(),
  status: z.enum(["open", "resolved"]),
  opened_at: Instant,
  resolved_at: Instant.nullable(),
  replay_attempts: z.number().int(),
  summary: z.string(),
  order_id: z.string().nullable(),
});
export type ExceptionRow = z.infer<typeof ExceptionRow>;

/** The answer of GET /v1/exceptions. */
export const ExceptionsPage = z.object({ exceptions: z.array(ExceptionRow), total: z.number().int(), next_cursor: z.string().nullable() });
export type ExceptionsPage = z.infer<typeof ExceptionsPage>;

/** One arrival as the detail of an exception shows it. */
export const RawView = z.object({
  raw_id: z.string(),
  received_at: Instant,
  event_type: z.string(),
  headers: z.record(z.string(), z.unknown()),
  payload: z.unknown(),
});
export type RawView = z.infer<typeof RawView>;

/** One place where FIRST and LAST differ; `volatile` for what changes by itself, such as a time stamp. */
export const Difference = z.object({ path: z.string(), first: z.unknown(), last: z.unknown(), volatile: z.boolean() });
export type Difference = z.infer<typeof Difference>;

export const ProposalView = z.object({
  proposal_id: z.string(),
  canonical_raw_id: z.string(),
  override_patch: z.unknown().optional(),
  amount: Money,
  actor: z.string(),
  notes: z.string(),
  proposed_at: Instant,
  approval: z.object({ approver: z.string(), note: z.string(), approved_at: Instant }).nullable(),
});
export type ProposalView = z.infer<typeof ProposalView>;

/** An exception with all that a decision needs (contract, section 2). */
export const ExceptionDetail = ExceptionRow.extend({
  reason_details: z.record(z.string(), z.unknown()),
  raw: RawView,
  first: RawView,
  last: RawView,
  diff: z.array(Difference),
  events_processed: z.object({ idempotency_key: z.string(), status: z.string(), first_seen_at: Instant, last_seen_at: Instant, deliveries: z.number().int() }),
  resolution: z
    .object({ action: ResolutionAction, actor: z.string(), caller: z.string(), resolution_notes: z.string(), canonical_raw_id: z.string().nullable(), override_patch: z.unknown().optional(), resolved_at: Instant, rule_id: z.string().nullable() })
    .nullable(),
  source: z.string(),
  applied_raw_id: z.string().nullable(),
  arrivals: z.array(z.object({ raw_id: z.string(), received_at: Instant, event_type: z.string() })),
  money: Money.nullable(),
  governance: z.object({ may_patch: z.boolean(), approval_above: z.string().nullable() }),
  proposals: z.array(ProposalView),
});
export type ExceptionDetail = z.infer<typeof ExceptionDetail>;

const Decision = z.object({
  canonical_raw_id: text(100).nullish(),
  override_patch: z.unknown().optional(),
});

/** The body of POST /v1/exceptions/{exception_id}/resolve. */
export const ResolveException = Decision.extend({
  action: z.string(),
  actor: saidText(200),
  resolution_notes: saidText(5_000),
  dry_run: z.boolean().nullish(),
});
export type ResolveException = z.infer<typeof ResolveException>;

/** The answer to a resolution. */
export const Resolution = z.object({ exception_id: z.string(), status: z.literal("resolved"), idempotency_status: z.enum(["ignored", "processed"]), replay_attempts: z.number().int() });
export type Resolution = z.infer<typeof Resolution>;

/** One thing that a resolution would change. */
export const Change = z.looseObject({ kind: z.string(), order_id: z.string().optional() });
export type Change = z.infer<typeof Change>;

/** The answer to a dry run: the event as it would be processed, empty when it would not be, and all that would change. */
export const Preview = z.object({ dry_run: z.literal(true), event: z.record(z.string(), z.unknown()), changes: z.array(Change), warnings: z.array(z.string()) });
export type Preview = z.infer<typeof Preview>;

/** The body of POST /v1/exceptions/{exception_id}/proposals: an override that a second person is to approve. */
export const ProposeOverride = Decision.extend({ actor: saidText(200), notes: saidText(5_000) });
export type ProposeOverride = z.infer<typeof ProposeOverride>;

/** The body of POST /v1/exceptions/{exception_id}/proposals/{proposal_id}/approve. */
export const ApproveProposal = z.object({ actor: saidText(200), note: saidText(5_000) });
export type ApproveProposal = z.infer<typeof ApproveProposal>;

/** The answers to a proposal and to its approval: the override itself is then carried out by who resolves. */
export const Proposed = z.object({ proposal_id: z.string(), status: z.literal("proposed") });
export const Approved = z.object({ proposal_id: z.string(), status: z.literal("approved") });

/** The body of POST /v1/exception-rules: how exceptions like this one are settled from now on. */
export const MakeRule = z.object({
  exception_id: text(100),
  decision: z.enum(["first_wins", "last_wins", "patch"]),
  override_patch: z.unknown().optional(),
  actor: saidText(200),
  notes: saidText(5_000),
});
export type MakeRule = z.infer<typeof MakeRule>;

export const RevokeRule = z.object({ actor: saidText(200) });
export type RevokeRule = z.infer<typeof RevokeRule>;

/** The answers to making a rule and to ending one. */
export const RuleMade = z.object({ rule_id: z.string(), status: z.literal("active") });
export const RuleRevoked = z.object({ rule_id: z.string(), status: z.literal("revoked") });

export const RuleView = z.object({
  rule_id: z.string(),
  tenant: z.string(),
  source: z.string(),
  event_type: z.string(),
  reason_code: ReasonCode,
  decision: z.enum(["first_wins", "last_wins", "patch"]),
  override_patch: z.unknown().optional(),
  notes: z.string(),
  created_by: z.string(),
  created_at: Instant,
  revoked_at: Instant.nullable(),
  settled: z.number().int(),
});
export type RuleView = z.infer<typeof RuleView>;

/** Open exceptions that share a cause. */
export const ExceptionGroup = z.object({ tenant: z.string(), reason_code: ReasonCode, event_type: z.string(), source: z.string(), summary: z.string(), count: z.number().int(), oldest_at: Instant, exception_ids: z.array(z.string()) });
export type ExceptionGroup = z.infer<typeof ExceptionGroup>;

/** The body of POST /v1/exceptions/resolve-many: one decision for up to 500 exceptions, each on its own. */
export const ResolveMany = ResolveException.omit({ canonical_raw_id: true, dry_run: true }).extend({
  exception_ids: z.array(text(100)).min(1).max(500),
  /** Which arrival counts where there are two. */
  canonical: z.enum(["first", "last"]).nullish(),
});
export type ResolveMany = z.infer<typeof ResolveMany>;

/** What overrides have in common, as a hint for a new validation rule. */
export const Lesson = z.object({ tenant: z.string(), source: z.string(), event_type: z.string(), reason_code: ReasonCode, chosen: z.enum(["first", "last", "other"]), patched_paths: z.array(z.string()), count: z.number().int(), last_at: Instant, notes: z.array(z.string()) });
export type Lesson = z.infer<typeof Lesson>;

/** The answer of POST /v1/exceptions/resolve-many. */
export const ManyResolved = z.object({ resolved: z.number().int(), failed: z.array(z.object({ exception_id: z.string(), code: z.string(), message: z.string() })) });
export type ManyResolved = z.infer<typeof ManyResolved>;

const Count = z.number().int();

/** The answer of GET /v1/health. */
export const Health = z.object({
  status: z.enum(["ok", "degraded"]),
  exceptions_open: Count,
  idempotency: z.object({ processed: Count, quarantined: Count, ignored: Count }),
  pending: Count,
  checks: z.object({ database: z.literal("ok"), worker: z.enum(["ok", "stale"]), poller: z.object({ last_tick_at: Instant.nullable() }) }),
});
export type Health = z.infer<typeof Health>;
