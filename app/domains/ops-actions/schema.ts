import { z } from "zod";
import { optional, PageLimit } from "#app/platform/query.ts";
import { Instant } from "#app/platform/instant.ts";
import { OrderReference } from "#app/domains/orders/schema.ts";
import { PositiveAmount } from "#app/platform/money.ts";

export const OpsActionName = z.enum(["retry-fulfillment", "rebuild-shipment-contract", "mark-cod-captured", "record-cod-refund"]);
export type OpsActionName = z.infer<typeof OpsActionName>;

/** The body of the actions that need nothing but their order. */
export const OnOrder = z.object({ order_id: OrderReference });

/** The body of POST /admin/ops/actions/mark-cod-captured; without an amount, all that is to be collected. */
export const MarkCodCaptured = OnOrder.extend({ amount: PositiveAmount.optional() });
export type MarkCodCaptured = z.infer<typeof MarkCodCaptured>;

/** The body of POST /admin/ops/actions/record-cod-refund. */
export const RecordCodRefund = OnOrder.extend({
  amount: PositiveAmount,
  reason: z.string().trim().min(1, "say why the money is given back").max(500),
  refund_key: z.string().trim().min(1).max(255).optional(),
});
export type RecordCodRefund = z.infer<typeof RecordCodRefund>;

/** What every action answers (contract, section 4). */
export const OpsActionAnswer = z.object({
  status: z.enum(["applied", "noop"]),
  action: OpsActionName,
  order_id: z.string(),
  correlation_id: z.string(),
  audit_event_id: z.string(),
  details: z.record(z.string(), z.unknown()),
});
export type OpsActionAnswer = z.infer<typeof OpsActionAnswer>;

const Since = z
  .union([z.iso.datetime({ offset: true }), z.iso.date()])
  .transform((text) => new Date(text));

/** A place in the audit log: after the event of this time and id. */
const Place = z.tuple([z.iso.datetime().transform((text) => new Date(text)), z.uuid()]).transform(([at, id]) => ({ at, id }));

const Cursor = z
  .string()
  .max(200)
  .transform((cursor, issue) => {
    const place = Place.safeParse(Buffer.from(cursor, "base64url").toString("utf8").split(" "));
    if (!place.success) issue.addIssue({ code: "custom", message: "is not a cursor of the audit log" });
    return place.data ?? z.NEVER;
  });

/** The cursor of a place, as answers carry it. */
export function auditCursor({ at, id }: { at: Date; id: string }): string {
  return Buffer.from(`${at.toISOString()} ${id}`).toString("base64url");
}

const Filter = optional(z.string().trim().max(200));

/** The query of GET /admin/ops/audit. */
export const ListAudit = z.object({
  action: Filter,
  /** The ops actions that were executed, when nothing is said; `all` for every event of the log. */
  event: Filter.transform((event) => event ?? "ops.action.executed"),
  order_id: Filter,
  actor_id: Filter,
  since: optional(Since),
  limit: PageLimit,
  cursor: optional(Cursor),
});
export type ListAudit = z.infer<typeof ListAudit>;

/** One event of the audit log; what belongs to its kind alone stands beside these. */
export const AuditEvent = z.looseObject({
  audit_event_id: z.string(),
  at: Instant,
  event: z.string(),
  action: z.string().nullable(),
  order_id: z.string().nullable(),
  order_name: z.string().nullable(),
  status: z.string().nullable(),
  actor_id: z.string(),
  actor_label: z.string(),
  correlation_id: z.string(),
  details: z.record(z.string(), z.unknown()),
});
export type AuditEvent = z.infer<typeof AuditEvent>;

/** The answer of GET /admin/ops/audit. */
export const AuditPage = z.object({ events: z.array(AuditEvent), next_cursor: z.string().nullable() });
export type AuditPage = z.infer<typeof AuditPage>;
