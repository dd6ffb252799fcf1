import { listTransitions } from "#app/domains/order-workflow/index.server.ts";
import { OrderTransitions } from "#app/domains/order-workflow/schema.ts";
import { endpoint, type Resource } from "#app/http/endpoint.ts";

export const syncOrderTransitions: Resource = {
  GET: endpoint({ family: "sync", permission: "read", summary: "Where an order may go from here, and how it came here", response: OrderTransitions, handle: (ctx, { params }) => listTransitions(ctx, params["order"] ?? "") }),
};
