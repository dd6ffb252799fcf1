import { type Part, part } from "#app/platform/sql.ts";
import { newestFirst, toldOnce } from "./timeline-sql.ts";

/** A timestamp as answers have it: ISO 8601, UTC, milliseconds. */
export function isoTime(column: Part): Part {
  return part`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}

/**
 * An OrderRow of the contract, built by the database from the row `o` of orders: the list is then one statement whose text
 * goes out as it is, several times faster than mapping rows.
 */
export const orderRow: Part = part`
  json_build_object(
    'id', 'gid://shopify/Order/' || o.id, 'legacyId', o.id::text, 'name', o.name,
    'createdAt', ${isoTime(part`o.created_at`)}, 'updatedAt', ${isoTime(part`o.updated_at`)},
    'customer', case when o.customer_name is null and o.email is null then null else json_build_object('displayName', o.customer_name, 'email', o.email) end,
    'total', json_build_object('amount', round(o.total, o.currency_decimals)::text, 'currencyCode', o.currency_code),
    'itemCount', o.item_count, 'tags', to_json(o.tags), 'financialStatus', o.financial_status, 'fulfillmentStatus', o.fulfillment_status,
    'workflowState', o.workflow_state, 'priority', o.priority, 'assignedTo', o.assigned_to,
    'assignment', case when o.assigned_to is not null then (
      select json_build_object('assignee', a.assignee, 'source', a.source, 'assignedAt', ${isoTime(part`a.assigned_at`)}, 'version', a.version)
      from order_assignments a where a.shop = o.shop and a.order_id = o.id and a.assignee is not null) end,
    'payment', json_build_object('gateway', o.gateways[1], 'cod', o.cod, 'codStatus', o.cod_status),
    'shipment', json_build_object('status', o.shipment_status, 'tracking', o.tracking, 'lastUpdateAt', ${isoTime(part`o.shipment_updated_at`)}),
    'returnStatus', o.return_status, 'supportThread', o.support_thread_id,
    'alerts', coalesce((
      select json_agg(${alertJson(part`a`)} order by a.opened_at desc) from alerts a
      where a.shop = o.shop and a.order_id = o.id and a.closed_at is null), '[]'::json))`;

/** An Alert of the contract, from a row of alerts. */
export function alertJson(alias: Part): Part {
  const rest = part`'id', ${alias}.id, 'kind', ${alias}.kind, 'severity', ${alias}.severity, 'title', ${alias}.title,
    'openedAt', ${isoTime(part`${alias}.opened_at`)}, 'closedAt', ${isoTime(part`${alias}.closed_at`)}`;
  return part`case when ${alias}.order_id is null then json_build_object(${rest}) else json_build_object('orderId', 'gid://shopify/Order/' || ${alias}.order_id, ${rest}) end`;
}

const ofOrder = part`t.shop = o.shop and t.order_id = o.id and ${toldOnce}`;

/** The last ten entries of the timeline of the order `o`. */
export const orderTimeline: Part = part`
  coalesce((
    select json_agg(json_build_object('ts', ${isoTime(part`t.ts`)}, 'event', t.event, 'details', t.details) order by ${newestFirst})
    from (select * from timeline_entries t where ${ofOrder} order by ${newestFirst} limit 10) t), '[]'::json)`;

/**
 * Before which time the timeline goes on after its last ten entries; null where they are all. When the tenth shares its moment
 * with others, that is just after it: entries come twice rather than never.
 */
export const orderTimelineNextBefore: Part = part`(
  select ${isoTime(part`case when count(*) filter (where t.ts >= tenth.ts) > 10 then max(tenth.ts) + interval '1 millisecond' when count(*) > 10 then max(tenth.ts) end`)}
  from timeline_entries t, (select t.ts from timeline_entries t where ${ofOrder} order by t.ts desc offset 9 limit 1) tenth where ${ofOrder})`;
