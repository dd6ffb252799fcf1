import { z } from "zod";
import { type Ctx, inTransaction, shopContext, systemActor, type SystemCtx } from "#app/platform/ctx.ts";
import { eachAlone } from "#app/platform/each-alone.ts";
import { messageOf } from "#app/platform/errors.ts";
import { logger } from "#app/platform/logger.server.ts";
import { adminApi, AdminApiError } from "#app/platform/shopify/admin-api.ts";
import { fromGid, toGid } from "#app/platform/shopify/ids.ts";
import { AssignedLocations } from "#app/platform/shopify/operations.ts";

const batch = 50;

const Place = z.object({ name: z.string().nullish(), location: z.object({ id: z.string() }).nullish() });
const Located = z.object({ id: z.string(), fulfillmentOrders: z.object({ nodes: z.array(z.object({ status: z.string(), assignedLocation: Place })) }) });
const Node = z.union([Located, z.object({ id: z.string() })]).nullable();

/** Asks Shopify from where orders without an owner are sent, in the shops that route by location. */
export async function locateOrders(ctx: SystemCtx): Promise<void> {
  const shops = await ctx.sql<{ shop: string }>`
    select s.shop from shops s join shop_settings t on t.shop = s.shop
    where s.uninstalled_at is null and jsonb_path_exists(t."values", '$.assignmentRules[*].locations[*]')`;
  await eachAlone(shops, async ({ shop }) => locateInShop(shopContext(ctx, shop, systemActor("Assigner"))));
}

async function locateInShop(ctx: Ctx): Promise<void> {
  const orders = await ctx.sql<{ id: bigint }>`
    select o.id from orders o where o.shop = ${ctx.shop} and o.deleted_at is null and o.is_open and o.assigned_to is null
      and not exists (select from order_locations l where l.shop = o.shop and l.order_id = o.id) order by o.created_at limit ${batch}`;
  if (orders.length === 0) return;
  try {
    const api = await adminApi(ctx);
    const { data } = await api.run(AssignedLocations, { ids: orders.map(({ id }) => toGid("Order", id)) });
    const nodes = z.array(Node).parse(data.nodes);
    const places = orders.map(({ id }, index) => ({ id, place: placeOf(nodes[index] ?? null) }));
    await inTransaction(ctx, async (tx) => {
      for (const { id, place } of places) {
        await tx.sql`
          insert into order_locations (shop, order_id, location_id, name, read_at) values (${tx.shop}, ${id}, ${place?.location ? (fromGid("Location", place.location.id) ?? null) : null}, ${place?.name ?? null}, ${tx.now})
          on conflict (shop, order_id) do update set location_id = excluded.location_id, name = excluded.name, read_at = excluded.read_at`;
      }
    });
  } catch (error) {
    if (!(error instanceof AdminApiError)) throw error;
    logger.warn({ shop: ctx.shop, error: messageOf(error) }, "the locations of orders are asked for again later");
  }
}

/** Where the order is sent from: of several places, that of what is still to be sent. */
function placeOf(node: z.infer<typeof Node>): z.infer<typeof Place> | undefined {
  if (!node || !("fulfillmentOrders" in node)) return undefined;
  const { nodes } = node.fulfillmentOrders;
  return (nodes.find(({ status }) => status === "OPEN" || status === "IN_PROGRESS") ?? nodes[0])?.assignedLocation;
}
