import { contentDigest, packBody } from "#app/domains/intake/index.server.ts";
import { getSettings } from "#app/domains/shops/index.server.ts";
import { inTransaction, shopContext, systemActor, type SystemCtx, type Tx } from "#app/platform/ctx.ts";
import { eachAlone } from "#app/platform/each-alone.ts";

const batch = 500;
const day = 86_400_000;

interface OldArrival {
  id: string;
  source: string;
  topic: string;
  body: Buffer;
  content_hash: Buffer | null;
}

/**
 * Empties arrivals that are older than their shop keeps them. That they came, and a hash of what they said, stays: a repeat is
 * still known for one. What a decision was made on stays whole, and so does what has not been processed.
 */
export async function retireArrivals(ctx: SystemCtx): Promise<void> {
  const shops = await ctx.sql<{ shop: string }>`select shop from shops order by shop`;
  await eachAlone(shops, async ({ shop }) => {
    const shopCtx = shopContext(ctx, shop, systemActor("Retention"));
    const { arrivalDays } = await getSettings(shopCtx);
    while ((await inTransaction(shopCtx, (tx) => retireBatch(tx, new Date(ctx.now.getTime() - arrivalDays * day)))) === batch);
  });
}

async function retireBatch(tx: Tx, before: Date): Promise<number> {
  const rows = await tx.sql<OldArrival>`
    select r.id, r.source, r.topic, r.body, r.content_hash from raw_arrivals r
    where r.shop = ${tx.shop} and r.received_at < ${before} and r.retired_at is null
      and not exists (select from exceptions x where x.shop = r.shop and x.idempotency_key = r.idempotency_key)
      and not exists (select from events_processed e where e.shop = r.shop and e.idempotency_key = r.idempotency_key and e.status = 'pending')
    order by r.id limit ${batch} for update skip locked`;
  await tx.sql`select set_config('app.maintenance', 'retention', true)`;
  const empty = packBody(Buffer.alloc(0));
  for (const row of rows) {
    await tx.sql`update raw_arrivals set body = ${empty}, headers = '{}', content_hash = ${contentDigest(row)}, retired_at = ${tx.now} where shop = ${tx.shop} and id = ${row.id}`;
  }
  return rows.length;
}
