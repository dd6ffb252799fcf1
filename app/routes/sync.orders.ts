import { listOrders } from "#app/domains/orders/index.server.ts";
import { ListOrders } from "#app/domains/orders/list-query.ts";
import { endpoint, type Resource } from "#app/http/endpoint.ts";

export const syncOrders: Resource = {
  GET: endpoint({ family: "sync", permission: "read", query: ListOrders, handle: (ctx, { query }) => listOrders(ctx, query) }),
};
