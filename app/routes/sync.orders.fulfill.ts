import { z } from "zod";
import { updated } from "#app/http/sync-answers.ts";
import { FulfillOrders, Tracking } from "#app/domains/shipments/schema.ts";
import { fulfillOrders } from "#app/domains/shipments/index.server.ts";
import { endpoint, type Resource } from "#app/http/endpoint.ts";

export const syncOrdersFulfill: Resource = {
  POST: endpoint({
    family: "sync",
    permission: "orders:write",
    summary: "Marks orders as fulfilled",
    body: FulfillOrders,
    response: updated({ fulfillmentStatus: z.string(), tracking: Tracking.optional() }),
    handle: async (ctx, { body }) => ({ success: true, updatedOrders: await fulfillOrders(ctx, body) }),
  }),
};
