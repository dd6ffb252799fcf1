import { z } from "zod";
import { closeDataGap, type DataGapKey, openDataGap } from "#app/domains/alerts/index.server.ts";
import { findOrders, lockOrders, refreshOrder } from "#app/domains/orders/index.server.ts";
import { inTransaction, shopContext, systemActor, type SystemCtx, type Tx } from "#app/platform/ctx.ts";
import { eachAlone } from "#app/platform/each-alone.ts";
import { fromGid } from "#app/platform/shopify/ids.ts";
import { json } from "#app/platform/sql.ts";
import { applyCarrierEvent } from "./apply-carrier-event.server.ts";
import { CarrierEvent } from "./carrier-event.ts";

/** Keeps what a carrier reported about an order that nobody knows yet, until the order arrives; until then it is a data gap. */
export async function keepCarrierEvent(tx: Tx, reference: string, event: CarrierEvent): Promise<void> {
  const name = fromGid("Order", reference)?.toString() ?? reference;
  await tx.sql`
    insert into waiting_carrier_events (shop, id, reference, event, since) values (${tx.shop}, ${event.id}, ${name}, ${json(event)}, ${tx.now})
    on conflict do nothing`;
  await openDataGap(tx, gapOf(name), { reference: name, source: event.source });
}

function gapOf(reference: string): DataGapKey {
  return { kind: "unresolved_reference", subject: `carrier:${reference}` };
}

/** Gives an order what carriers had reported about it before it arrived. The caller calls refreshOrder afterwards. */
export async function attachCarrierEvents(tx: Tx, orderId: bigint): Promise<void> {
  const rows = await tx.sql<{ event: unknown; reference: string }>`
    delete from waiting_carrier_events w using orders o
    where w.shop = ${tx.shop} and o.shop = w.shop and o.id = ${orderId} and o.deleted_at is null and w.reference in (o.id::text, o.number::text, o.name)
    returning w.event, w.reference`;
  for (const reference of new Set(rows.map((row) => row.reference))) await closeDataGap(tx, gapOf(reference));
  for (const event of z.array(CarrierEvent).parse(rows.map((row) => row.event))) await applyCarrierEvent({ ...tx, actor: systemActor(event.source) }, orderId, event);
}

/**
 * Looks again for the orders of waiting events: an order and an event about it that were processed at the very same moment have
 * not seen each other.
 */
export async function attachLateCarrierEvents(ctx: SystemCtx): Promise<void> {
  const waiting = await ctx.sql<{ shop: string; references: string[] }>`select shop, array_agg(distinct reference) as references from waiting_carrier_events group by shop`;
  await eachAlone(waiting, async ({ shop, references }) => {
    const shopCtx = shopContext(ctx, shop, systemActor("Clock"));
    for (const orderId of new Set((await findOrders(shopCtx, references)).values())) {
      await inTransaction(shopCtx, async (tx) => {
        await lockOrders(tx, [orderId]);
        await attachCarrierEvents(tx, orderId);
        await refreshOrder(tx, orderId);
      });
    }
  });
}
