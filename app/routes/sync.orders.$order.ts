import { OrderAnswer } from "#app/domains/orders/order-detail.ts";
import { getOrder, resolveOrder } from "#app/domains/orders/index.server.ts";
import { endpoint, type Resource } from "#app/http/endpoint.ts";

export const syncOrder: Resource = {
  GET: endpoint({ family: "sync", permission: "read", summary: "An order with all that belongs to it", response: OrderAnswer, handle: async (ctx, { params }) => getOrder(ctx, await resolveOrder(ctx, params["order"] ?? "", "order")) }),
};
