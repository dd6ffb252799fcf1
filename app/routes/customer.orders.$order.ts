import { ownOrder, viewForCustomer } from "#app/domains/self-service/index.server.ts";
import { CustomerOrder } from "#app/domains/self-service/schema.ts";
import { endpoint, type Resource } from "#app/http/endpoint.ts";

export const customerOrder: Resource = {
  GET: endpoint({
    family: "problem",
    permission: "own_order",
    summary: "A customer's own order, and what they may ask for",
    response: CustomerOrder,
    handle: async (ctx, { params }) => viewForCustomer(ctx, await ownOrder(ctx, params["order"] ?? "")),
  }),
};
