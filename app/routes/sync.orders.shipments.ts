import { listShipments } from "#app/domains/shipments/index.server.ts";
import { ListShipments } from "#app/domains/shipments/schema.ts";
import { endpoint, type Resource } from "#app/http/endpoint.ts";

export const syncOrdersShipments: Resource = {
  GET: endpoint({
    family: "sync",
    permission: "read",
    query: ListShipments,
    handle: async (ctx, { query }) => ({ success: true, ...(await listShipments(ctx, query)), generatedAt: ctx.now.toISOString() }),
  }),
};
