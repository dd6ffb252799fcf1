import { askFor } from "#app/domains/self-service/index.server.ts";
import { AskFor, CustomerOrder } from "#app/domains/self-service/schema.ts";
import { endpoint, type Resource } from "#app/http/endpoint.ts";

export const customerOrderRequests: Resource = {
  POST: endpoint({
    family: "problem",
    permission: "own_order",
    summary: "A customer asks to cancel, or for a return",
    body: AskFor,
    response: CustomerOrder,
    handle: (ctx, { body, params }) => askFor(ctx, params["order"] ?? "", body),
  }),
};
