import { transitionOrders } from "#app/domains/order-workflow/index.server.ts";
import { TransitionOrders } from "#app/domains/order-workflow/schema.ts";
import { endpoint, type Resource } from "#app/http/endpoint.ts";

export const syncOrdersTransition: Resource = {
  POST: endpoint({ family: "sync", permission: "orders:change", body: TransitionOrders, handle: (ctx, { body }) => transitionOrders(ctx, body) }),
};
