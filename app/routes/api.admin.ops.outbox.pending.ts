import { listPending } from "#app/domains/outbox/index.server.ts";
import { ListPending, PendingPage } from "#app/domains/outbox/schema.ts";
import { endpoint, type Resource } from "#app/http/endpoint.ts";

export const opsOutboxPending: Resource = {
  GET: endpoint({ family: "problem", permission: "read", summary: "The outbox events that are still to leave", query: ListPending, response: PendingPage, handle: (ctx, { query }) => listPending(ctx, query) }),
};
