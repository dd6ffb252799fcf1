import { z } from "zod";
import { listTimeline, resolveOrder } from "#app/domains/orders/index.server.ts";
import { TimelinePage } from "#app/domains/orders/schema.ts";
import { endpoint, type Resource } from "#app/http/endpoint.ts";

const ListTimeline = z.object({
  before: z.iso.datetime({ offset: true }).transform((time) => new Date(time)).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});

export const syncOrderTimeline: Resource = {
  GET: endpoint({
    family: "sync",
    permission: "read",
    summary: "What has happened to an order, newest first",
    query: ListTimeline,
    response: TimelinePage,
    handle: async (ctx, { params, query }) => {
      const orderId = await resolveOrder(ctx, params["order"] ?? "", "order");
      return { success: true, ...(await listTimeline(ctx, orderId, query)) };
    },
  }),
};
