import { OrdersPage } from "#app/domains/orders/schema.ts";
import { listOrders } from "#app/domains/orders/index.server.ts";
import { ListOrders } from "#app/domains/orders/list-query.ts";
import { endpoint, type Resource } from "#app/http/endpoint.ts";

export const syncOrders: Resource = {
  GET: endpoint({ family: "sync", permission: "read", summary: "A page of the orders", query: ListOrders, response: OrdersPage, handle: (ctx, { query }) => listOrders(ctx, query) }),
};
