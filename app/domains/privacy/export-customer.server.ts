import { type Ctx, inTransaction } from "#app/platform/ctx.ts";
import { recordAudit } from "#app/platform/audit.ts";
import { DomainError } from "#app/platform/errors.ts";
import { toGid } from "#app/platform/shopify/ids.ts";
import type { CustomerExport } from "./schema.ts";

interface ExportRow {
  id: bigint;
  order: Record<string, unknown>;
}

/**
 * What the app holds about the customer of a data request, for the merchant to hand on. It is read when it is asked for, so that
 * no copy of it lies about, and each reading is on record. Throws `not_found`.
 */
export async function exportCustomer(ctx: Ctx, requestId: string): Promise<CustomerExport> {
  return inTransaction(ctx, async (tx) => {
    const [request] = await tx.sql<{ requested_at: Date; customer_id: bigint | null; order_ids: bigint[] | null }>`
      select requested_at, customer_id, order_ids from privacy_requests where shop = ${tx.shop} and id::text = ${requestId.toLowerCase()} and topic = 'customers/data_request'`;
    if (!request) throw new DomainError("not_found", "REQUEST_NOT_FOUND", { message: "There is no such request for data." });
    const rows = await tx.sql<ExportRow>`
      select o.id, jsonb_build_object('name', o.name, 'created_at', o.created_at, 'total', o.total::text, 'currency_code', o.currency_code, 'customer_name', o.customer_name, 'email', o.email, 'phone', o.phone,
        'shipping_address', o.shipping_address, 'note', o.note, 'tags', o.tags,
        'items', (select jsonb_agg(jsonb_build_object('title', l.title, 'sku', l.sku, 'quantity', l.quantity) order by l.position) from order_line_items l where l.shop = o.shop and l.order_id = o.id),
        'returns', (select jsonb_agg(jsonb_build_object('name', r.name, 'state', r.state, 'reason', r.reason, 'note', r.customer_note) order by r.created_at) from returns r where r.shop = o.shop and r.order_id = o.id),
        'support', (select jsonb_agg(jsonb_build_object('at', n.created_at, 'note', n.note) order by n.created_at) from support_notes n
          where n.shop = o.shop and n.thread_id in (select j.thread_id from support_thread_orders j where j.shop = o.shop and j.order_id = o.id)),
        'requests', (select jsonb_agg(jsonb_build_object('at', q.requested_at, 'kind', q.kind, 'note', q.note) order by q.requested_at) from customer_requests q where q.shop = o.shop and q.order_id = o.id),
        'mails', (select jsonb_agg(jsonb_build_object('at', m.at, 'subject', m.subject, 'text', m.text) order by m.at) from mails m where m.shop = o.shop and m.order_id = o.id)) as order
      from orders o where o.shop = ${tx.shop} and (o.id = any(${(request.order_ids ?? []).map(String)}::bigint[]) or o.customer_id = ${request.customer_id}) order by o.id`;
    await recordAudit(tx, { event: "privacy.data_exported", data: { request_id: requestId, orders: rows.length } });
    return { request_id: requestId, requested_at: request.requested_at.toISOString(), orders: rows.map(({ id, order }) => ({ order_id: toGid("Order", id), ...order })) };
  });
}
