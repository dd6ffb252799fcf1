import { transitionOrders } from "#app/domains/order-workflow/index.server.ts";
import { TransitionedOrders, TransitionOrders } from "#app/domains/order-workflow/schema.ts";
import { endpoint, type Resource } from "#app/http/endpoint.ts";

export const syncOrdersTransition: Resource = {
  POST: endpoint({ family: "sync", permission: "orders:change", summary: "Takes orders to another state, each for itself", body: TransitionOrders, response: TransitionedOrders, handle: (ctx, { body }) => transitionOrders(ctx, body) }),
};
