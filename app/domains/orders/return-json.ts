import { type Part, part } from "#app/platform/sql.ts";
import { isoTime } from "./order-row-sql.ts";

const money = (column: Part) => part`json_build_object('amount', round(${column}, f.decimals)::text, 'currencyCode', f.currency_code)`;

const lines = part`
  coalesce((
    select json_agg(json_build_object('lineItemId', 'gid://shopify/LineItem/' || rl.line_item_id, 'title', l.title, 'sku', l.sku, 'quantity', rl.quantity, 'reason', rl.reason,
      'customerNote', rl.customer_note, 'received', rl.received_quantity, 'condition', rl.condition, 'disposition', rl.disposition,
      'processed', rl.processed_quantity, 'refunded', rl.refunded_quantity) order by l.position, rl.line_item_id)
    from return_lines rl left join order_line_items l on l.shop = rl.shop and l.order_id = r.order_id and l.id = rl.line_item_id
    where rl.shop = r.shop and rl.return_id = r.id), '[]'::json)`;

/** A refund of nothing, as of an order that was never paid, is not one that was made. */
const status = part`case when f.status = 'made' and f.amount = 0 and f.shopify_refund_id is null then 'nothing_due' else f.status end`;

const refunds = part`
  coalesce((
    select json_agg(json_build_object('attempt', f.attempt, 'source', f.source, 'status', ${status}, 'amount', ${money(part`f.amount`)}, 'supported', ${money(part`f.supported`)},
      'reference', f.reference, 'error', f.error, 'requestedAt', ${isoTime(part`f.requested_at`)}, 'settledAt', ${isoTime(part`f.settled_at`)}) order by f.attempt)
    from (select f.*, coalesce(o.currency_decimals, 2) as decimals from return_refunds f left join orders o on o.shop = f.shop and o.id = r.order_id where f.shop = r.shop and f.return_id = r.id) f), '[]'::json)`;

const calls = part`
  coalesce((
    select json_agg(json_build_object('eventId', e.id, 'type', e.type, 'status', e.status, 'attempts', e.attempts, 'lastError', e.last_error, 'failedAt', ${isoTime(part`e.failed_at`)}) order by e.seq)
    from outbox_events e where e.shop = r.shop and e.order_id = r.order_id and e.payload->>'returnId' = r.id::text and e.status in ('PENDING', 'FAILED')), '[]'::json)`;

const history = part`
  coalesce((
    select json_agg(json_build_object('version', h.version, 'action', h.action, 'from', h.from_state, 'to', h.to_state, 'actor', h.actor_label, 'note', h.note, 'details', h.details,
      'at', ${isoTime(part`h.created_at`)}) order by h.version) from return_history h where h.shop = r.shop and h.return_id = r.id), '[]'::json)`;

/** A return of the row `r` of returns: its units, its money, every step, and the calls to Shopify that are open or have failed. */
export const returnJson: Part = part`
  json_build_object('id', r.id, 'shopifyReturnId', 'gid://shopify/Return/' || r.shopify_return_id, 'name', r.name, 'state', r.state, 'version', r.version,
    'stateSince', ${isoTime(part`r.state_since`)}, 'reason', r.reason, 'note', r.note, 'labelUrl', r.label_url, 'trackingNumber', r.tracking_number, 'trackingUrl', r.tracking_url,
    'carrier', r.carrier, 'mirror', r.mirror, 'shopifyStatus', r.shopify_status, 'lines', ${lines}, 'fees', r.fees, 'exchangeLines', r.exchange_lines, 'refunds', ${refunds},
    'calls', ${calls}, 'history', ${history}, 'createdAt', ${isoTime(part`r.created_at`)}, 'updatedAt', ${isoTime(part`r.updated_at`)}, 'closedAt', ${isoTime(part`r.closed_at`)})`;
