import { escalateOrders } from "#app/domains/support/index.server.ts";
import { EscalateOrders } from "#app/domains/support/schema.ts";
import { endpoint, type Resource } from "#app/http/endpoint.ts";

export const syncOrdersSupport: Resource = {
  POST: endpoint({
    family: "sync",
    permission: "orders:write",
    body: EscalateOrders,
    handle: async (ctx, { body }) => ({ success: true, updatedOrders: await escalateOrders(ctx, body) }),
  }),
};
