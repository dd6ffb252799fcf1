import { listStuck } from "#app/domains/inventory/index.server.ts";
import { ListStuck, StuckReservations } from "#app/domains/inventory/schema.ts";
import { endpoint, type Resource } from "#app/http/endpoint.ts";

export const opsReservationsStuck: Resource = {
  GET: endpoint({ family: "problem", permission: "read", query: ListStuck, response: StuckReservations, summary: "Reservations that are still active although their time is up", handle: (ctx, { query }) => listStuck(ctx, query) }),
};
