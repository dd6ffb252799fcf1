import { inTransaction, shopContext, systemActor, type SystemCtx } from "#app/platform/ctx.ts";
import { eachAlone } from "#app/platform/each-alone.ts";

/** A parcel that was last heard of earlier is out of reach of every limit (derive-order.ts). */
const reachDays = 31;

/**
 * Makes the clock look at every order that a shop's limits have a say in, once after each change of its settings, whoever made
 * the change.
 */
export async function recheckChangedLimits(ctx: SystemCtx): Promise<void> {
  const changed = await ctx.sql<{ shop: string; version: number; updated_at: Date }>`
    select s.shop, s.version, s.updated_at from shop_settings s left join applied_limits a on a.shop = s.shop
    where (a.version, a.changed_at) is distinct from (s.version, s.updated_at)`;
  await eachAlone(changed, async ({ shop, version, updated_at }) =>
    inTransaction(shopContext(ctx, shop, systemActor("Clock")), async (tx) => {
      await tx.sql`
        insert into applied_limits (shop, version, changed_at) values (${shop}, ${version}, ${updated_at})
        on conflict (shop) do update set version = excluded.version, changed_at = excluded.changed_at`;
      await tx.sql`
        with concerned as (
          select id from orders
          where shop = ${shop} and deleted_at is null
            and (is_open or shipment_status in ('in_transit', 'out_for_delivery', 'delayed') or shipment_updated_at > ${tx.now}::timestamptz - make_interval(days => ${reachDays}))
          order by id for update)
        update orders o set next_check_at = ${tx.now} from concerned c where o.shop = ${shop} and o.id = c.id`;
    }),
  );
}
