import { ofNamedOrder } from "#app/domains/orders/index.server.ts";
import type { Ctx } from "#app/platform/ctx.ts";
import { isRecord } from "#app/platform/records.ts";
import { toGid } from "#app/platform/shopify/ids.ts";
import { part } from "#app/platform/sql.ts";
import { auditCursor, type AuditEvent, type AuditPage, type ListAudit } from "./schema.ts";

interface AuditRow {
  id: string;
  at: Date;
  event: string;
  action: string | null;
  order_id: bigint | null;
  order_name: string | null;
  actor_id: string;
  actor_label: string;
  data: Record<string, unknown>;
  correlation_id: string;
}

/** The shop's audit log, newest first, as far as the filters fit; an order that does not exist has nothing in it. (Contract, section 4.) */
export async function listAudit(ctx: Ctx, { action, event, order_id: reference, actor_id: actorId, since, limit, cursor }: ListAudit): Promise<AuditPage> {
  const rows = await ctx.sql<AuditRow>`
    select a.id, a.at, a.event, a.action, a.order_id, o.name as order_name, a.actor_id, a.actor_label, a.data, a.correlation_id
    from audit_events a left join orders o on o.shop = a.shop and o.id = a.order_id
    where a.shop = ${ctx.shop}
      ${action === undefined ? part`` : part`and a.action = ${action}`}
      ${event === "all" ? part`` : part`and a.event = ${event}`}
      ${await ofNamedOrder(ctx, reference)}
      ${actorId === undefined ? part`` : part`and a.actor_id = ${actorId}`}
      ${since === undefined ? part`` : part`and a.at >= ${since}`}
      ${cursor === undefined ? part`` : part`and (a.at, a.id) < (${cursor.at}, ${cursor.id}::uuid)`}
    order by a.at desc, a.id desc limit ${limit + 1}`;
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return { events: rows.slice(0, limit).map(eventOf), next_cursor: last ? auditCursor(last) : null };
}

function eventOf({ id, at, order_id, data: { status, details, ...data }, ...row }: AuditRow): AuditEvent {
  const own = isRecord(details) ? details : data;
  return {
    ...own,
    audit_event_id: id,
    at: at.toISOString(),
    ...row,
    order_id: order_id === null ? null : toGid("Order", order_id),
    status: typeof status === "string" ? status : null,
    details: own,
  };
}
