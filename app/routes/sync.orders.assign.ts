import { z } from "zod";
import { updated } from "#app/http/sync-answers.ts";
import { assignOrders } from "#app/domains/assignments/index.server.ts";
import { AssignOrders } from "#app/domains/assignments/schema.ts";
import { endpoint, type Resource } from "#app/http/endpoint.ts";

export const syncOrdersAssign: Resource = {
  POST: endpoint({
    family: "sync",
    permission: "orders:write",
    summary: "Gives orders an owner, or none",
    body: AssignOrders,
    response: updated({ assignedTo: z.string().nullable() }),
    handle: async (ctx, { body }) => ({ success: true, updatedOrders: await assignOrders(ctx, body) }),
  }),
};
