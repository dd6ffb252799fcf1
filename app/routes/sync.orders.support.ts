import { z } from "zod";
import { updated } from "#app/http/sync-answers.ts";
import { escalateOrders } from "#app/domains/support/index.server.ts";
import { EscalateOrders } from "#app/domains/support/schema.ts";
import { endpoint, type Resource } from "#app/http/endpoint.ts";

export const syncOrdersSupport: Resource = {
  POST: endpoint({
    family: "sync",
    permission: "orders:write",
    summary: "Asks support to look at orders",
    body: EscalateOrders,
    response: updated({ supportThread: z.string().nullable() }),
    handle: async (ctx, { body }) => ({ success: true, updatedOrders: await escalateOrders(ctx, body) }),
  }),
};
