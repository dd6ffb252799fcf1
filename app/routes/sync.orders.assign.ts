import { assignOrders } from "#app/domains/assignments/index.server.ts";
import { AssignOrders } from "#app/domains/assignments/schema.ts";
import { endpoint, type Resource } from "#app/http/endpoint.ts";

export const syncOrdersAssign: Resource = {
  POST: endpoint({
    family: "sync",
    permission: "orders:write",
    body: AssignOrders,
    handle: async (ctx, { body }) => ({ success: true, updatedOrders: await assignOrders(ctx, body) }),
  }),
};
