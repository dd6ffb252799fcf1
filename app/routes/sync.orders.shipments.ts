import { listShipments } from "#app/domains/shipments/index.server.ts";
import { ListShipments, ShipmentFeed } from "#app/domains/shipments/schema.ts";
import { endpoint, type Resource } from "#app/http/endpoint.ts";

export const syncOrdersShipments: Resource = {
  GET: endpoint({
    family: "sync",
    permission: "read",
    summary: "The feed of shipments",
    query: ListShipments,
    response: ShipmentFeed,
    handle: async (ctx, { query }) => ({ success: true, ...(await listShipments(ctx, query)), generatedAt: ctx.now.toISOString() }),
  }),
};
