import type { Ctx } from "#app/platform/ctx.ts";
import { DomainError } from "#app/platform/errors.ts";
import { RawJson } from "#app/platform/raw-json.ts";
import { part } from "#app/platform/sql.ts";
import { isoTime, orderRow, orderTimeline, orderTimelineNextBefore } from "./order-row-sql.ts";
import { returnJson } from "./return-json.ts";

const lineItems = part`
  coalesce((
    select json_agg(json_build_object('id', 'gid://shopify/LineItem/' || l.id, 'title', l.title, 'variantTitle', l.variant_title, 'sku', l.sku, 'quantity', l.quantity,
      'currentQuantity', l.current_quantity, 'fulfillableQuantity', l.fulfillable_quantity, 'requiresShipping', l.requires_shipping,
      'productId', 'gid://shopify/Product/' || l.product_id, 'variantId', 'gid://shopify/ProductVariant/' || l.variant_id,
      'price', json_build_object('amount', round(l.price, o.currency_decimals)::text, 'currencyCode', o.currency_code)) order by l.position)
    from order_line_items l where l.shop = o.shop and l.order_id = o.id), '[]'::json)`;

const shipments = part`
  coalesce((
    select json_agg(json_build_object('id', 'gid://shopify/Fulfillment/' || s.id, 'name', s.name, 'status', s.status, 'carrierStatus', s.carrier_status,
      'carrierStatusAt', ${isoTime(part`s.carrier_status_at`)}, 'estimatedDeliveryAt', ${isoTime(part`s.estimated_delivery_at`)},
      'tracking', case when s.tracking_number is null then null else json_build_object('number', s.tracking_number, 'carrier', s.tracking_company, 'url', s.tracking_url) end,
      'trackingNumbers', to_json(s.tracking_numbers), 'lines', s.lines,
      'events', coalesce((select json_agg(json_build_object('at', ${isoTime(part`e.happened_at`)}, 'status', e.status, 'message', e.message, 'source', e.source) order by e.happened_at desc, e.id desc)
        from shipment_events e where e.shop = s.shop and e.order_id = s.order_id and (e.shipment_id = s.id or e.tracking_number = s.tracking_number or e.tracking_number = any(s.tracking_numbers)) and not e.deleted), '[]'::json),
      'createdAt', ${isoTime(part`s.created_at`)}, 'updatedAt', ${isoTime(part`s.updated_at`)}) order by s.created_at)
    from shipments s where s.shop = o.shop and s.order_id = o.id), '[]'::json)`;

const returns = part`
  coalesce((select json_agg(${returnJson} order by r.created_at desc, r.id desc) from returns r where r.shop = o.shop and r.order_id = o.id), '[]'::json)`;

const support = part`
  coalesce((
    select json_agg(json_build_object('id', t.id, 'status', t.status, 'assignee', t.assignee, 'openedAt', ${isoTime(part`t.opened_at`)}, 'closedAt', ${isoTime(part`t.closed_at`)},
      'conversations', coalesce((select json_agg(c.conversation_id) from support_conversations c where c.shop = t.shop and c.thread_id = t.id), '[]'::json),
      'notes', coalesce((select json_agg(json_build_object('author', n.author, 'note', n.note, 'at', ${isoTime(part`n.created_at`)}) order by n.created_at)
        from support_notes n where n.shop = t.shop and n.thread_id = t.id), '[]'::json),
      'formerAssignee', j.former_assignee, 'leftAt', ${isoTime(part`j.left_at`)},
      'others', coalesce((select json_agg(json_build_object('id', 'gid://shopify/Order/' || p.id, 'name', p.name) order by p.created_at) from support_thread_orders k join orders p on p.shop = k.shop and p.id = k.order_id
        where k.shop = j.shop and k.thread_id = j.thread_id and k.order_id <> j.order_id and k.left_at is null), '[]'::json)) order by t.opened_at desc)
    from support_thread_orders j join support_threads t on t.shop = j.shop and t.id = j.thread_id
    where j.shop = o.shop and j.order_id = o.id), '[]'::json)`;

const transitions = part`
  coalesce((
    select json_agg(json_build_object('version', l.version, 'fromState', l.from_state, 'toState', l.to_state, 'transition', l.transition, 'actor', l.actor_label,
      'actorUser', l.actor_user, 'note', l.note, 'effects', coalesce(l.metadata->'effects', '[]'::jsonb), 'at', ${isoTime(part`l.created_at`)}) order by l.version desc)
    from order_transition_logs l where l.shop = o.shop and l.order_id = o.id), '[]'::json)`;

const assignmentHistory = part`
  coalesce((
    select json_agg(json_build_object('version', h.version, 'from', h."from", 'to', h."to", 'source', h.source, 'actor', coalesce(nullif(m.name, ''), t.details->>'actor', h.actor_id), 'at', ${isoTime(part`h.at`)}) order by h.version desc)
    from order_assignment_history h left join staff_members m on m.shop = h.shop and m.user_id = h.actor_id
    left join timeline_entries t on t.shop = h.shop and t.order_id = h.order_id and t.dedupe_key = 'assignment:' || h.version
    where h.shop = o.shop and h.order_id = o.id), '[]'::json)`;

const reservations = part`
  coalesce((
    select json_agg(json_build_object('id', v.id, 'variantId', 'gid://shopify/ProductVariant/' || v.variant_id, 'productId', 'gid://shopify/Product/' || p.product_id, 'sku', p.sku,
      'title', nullif(concat_ws(' · ', nullif(p.product_title, ''), p.title), ''), 'quantity', v.quantity, 'status', v.status, 'expiresAt', ${isoTime(part`v.expires_at`)},
      'createdAt', ${isoTime(part`v.created_at`)}, 'settledAt', ${isoTime(part`v.settled_at`)}) order by v.created_at desc, v.variant_id)
    from reservations v left join product_variants p on p.shop = v.shop and p.id = v.variant_id
    where v.shop = o.shop and v.order_id = o.id), '[]'::json)`;

const opsActions = part`
  coalesce((
    select json_agg(json_build_object('auditEventId', a.id, 'action', a.action, 'status', a.data->>'status', 'actor', a.actor_label, 'at', ${isoTime(part`a.at`)}, 'details', a.data->'details') order by a.at desc)
    from audit_events a where a.shop = o.shop and a.order_id = o.id and a.event = 'ops.action.executed'), '[]'::json)`;

/** One order with everything that hangs on it: the whole answer, as JSON. Throws `not_found`. (Contract, section 3.) */
export async function getOrder(ctx: Ctx, orderId: bigint): Promise<RawJson> {
  const [row] = await ctx.sql<{ json: string; timeline: string; nextBefore: string | null }>`
    select (${orderRow}::jsonb || jsonb_build_object(
      'lineItems', ${lineItems}, 'shipments', ${shipments}, 'returns', ${returns}, 'support', ${support}, 'transitions', ${transitions},
      'assignmentHistory', ${assignmentHistory}, 'reservations', ${reservations}, 'opsActions', ${opsActions}, 'timeline', ${orderTimeline},
      'note', o.note, 'shippingAddress', o.shipping_address, 'cancelledAt', ${isoTime(part`o.cancelled_at`)}, 'closedAt', ${isoTime(part`o.closed_at`)},
      'totalRefunded', json_build_object('amount', round(o.total_refunded, o.currency_decimals)::text, 'currencyCode', o.currency_code)))::text as json, ${orderTimeline}::text as timeline, ${orderTimelineNextBefore} as "nextBefore"
    from orders o where o.shop = ${ctx.shop} and o.id = ${orderId} and o.deleted_at is null`;
  if (!row) throw new DomainError("not_found", "ORDER_NOT_FOUND", { message: "There is no such order." });
  return new RawJson(`{"success":true,"order":${row.json},"timeline":${row.timeline},"nextBefore":${JSON.stringify(row.nextBefore)}}`);
}
