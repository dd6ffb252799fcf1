import { fulfillOrders } from "#app/domains/shipments/index.server.ts";
import { FulfillOrders } from "#app/domains/shipments/schema.ts";
import { endpoint, type Resource } from "#app/http/endpoint.ts";

export const syncOrdersFulfill: Resource = {
  POST: endpoint({
    family: "sync",
    permission: "orders:write",
    body: FulfillOrders,
    handle: async (ctx, { body }) => ({ success: true, updatedOrders: await fulfillOrders(ctx, body) }),
  }),
};
