import { inTransaction, shopContext, systemActor, type SystemCtx } from "#app/platform/ctx.ts";
import { eachAlone } from "#app/platform/each-alone.ts";
import { redactCustomer } from "./redact-customer.server.ts";

const batch = 500;

/** Takes customers out of what has arrived about their orders since they were taken out of them, such as a late repeat. */
export async function redactAgain(ctx: SystemCtx): Promise<void> {
  const due = await ctx.sql<{ shop: string; id: bigint }>`
    select o.shop, o.id from orders o
    where o.redacted_at is not null and exists (select from events_processed e where e.shop = o.shop and e.order_id = o.id and e.last_seen_at > o.redacted_at)
    order by o.shop, o.id limit ${batch}`;
  await eachAlone(due, async ({ shop, id }) => inTransaction(shopContext(ctx, shop, systemActor("Privacy")), (tx) => redactCustomer(tx, { customerId: null, orderIds: [id] })));
}
