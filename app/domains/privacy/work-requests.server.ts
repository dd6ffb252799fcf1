import { inTransaction, shopContext, systemActor, type SystemCtx, type Tx } from "#app/platform/ctx.ts";
import { recordAudit } from "#app/platform/audit.ts";
import { eachAlone } from "#app/platform/each-alone.ts";
import { json } from "#app/platform/sql.ts";
import { redactCustomer } from "./redact-customer.server.ts";
import { redactShop } from "./redact-shop.server.ts";

interface PendingRequest {
  shop: string;
  id: string;
  topic: string;
  customer_id: bigint | null;
  order_ids: bigint[] | null;
  requested_at: Date;
  correlation_id: string;
  /** Installed again since it was asked for. */
  superseded: boolean;
}

/**
 * Carries out what the compliance topics ask for, oldest first, each at most once at a time; one that a crash cut short is begun
 * again. A shop that has installed the app again since it asked to be forgotten is not.
 */
export async function workRequests(ctx: SystemCtx): Promise<void> {
  const pending = await ctx.sql<PendingRequest>`
    select r.shop, r.id, r.topic, r.customer_id, r.order_ids, r.requested_at, r.correlation_id,
      coalesce((select s.uninstalled_at is null and s.installed_at > r.requested_at from shops s where s.shop = r.shop), false) as superseded
    from privacy_requests r where r.status = 'pending' order by r.requested_at`;
  await eachAlone(pending, async (request) => (request.topic === "shop/redact" ? forget(ctx, request) : serve(ctx, request)));
}

async function forget(ctx: SystemCtx, { shop, id, superseded }: PendingRequest): Promise<void> {
  const result = superseded ? {} : await redactShop(ctx, shop);
  await ctx.sql`update privacy_requests set status = ${superseded ? "superseded" : "done"}, result = ${json(result)}, completed_at = ${ctx.now} where shop = ${shop} and id = ${id} and status = 'pending'`;
}

/** A customer's request: their data is taken out, or, when they ask what there is, noted down for staff to fetch. */
async function serve(ctx: SystemCtx, request: PendingRequest): Promise<void> {
  const shopCtx = shopContext({ ...ctx, correlationId: request.correlation_id }, request.shop, systemActor("Privacy"));
  await inTransaction(shopCtx, async (tx) => {
    const [mine] = await tx.sql`select id from privacy_requests where shop = ${tx.shop} and id = ${request.id} and status = 'pending' for update skip locked`;
    if (!mine) return;
    const subject = { customerId: request.customer_id, orderIds: (request.order_ids ?? []).map(BigInt) };
    const result = request.topic === "customers/redact" ? await redactCustomer(tx, subject) : await holdings(tx, subject);
    await tx.sql`update privacy_requests set status = 'done', result = ${json(result)}, completed_at = ${tx.now} where shop = ${tx.shop} and id = ${request.id}`;
    await recordAudit(tx, { event: request.topic === "customers/redact" ? "privacy.customer_redacted" : "privacy.data_requested", data: { request_id: request.id, result } });
  });
}

async function holdings(tx: Tx, { customerId, orderIds }: { customerId: bigint | null; orderIds: readonly bigint[] }): Promise<Record<string, number>> {
  const rows = await tx.sql`select id from orders where shop = ${tx.shop} and (id = any(${orderIds.map(String)}::bigint[]) or customer_id = ${customerId})`;
  return { orders: rows.length };
}
