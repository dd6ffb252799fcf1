import { updated } from "#app/http/sync-answers.ts";
import { ReturnFeed } from "#app/domains/returns/return-feed.ts";
import { advanceReturn, listReturns } from "#app/domains/returns/index.server.ts";
import { ListReturns } from "#app/domains/returns/list-query.ts";
import { AdvanceReturn } from "#app/domains/returns/schema.ts";
import { endpoint, type Resource } from "#app/http/endpoint.ts";

export const syncOrdersReturns: Resource = {
  GET: endpoint({ family: "sync", permission: "read", summary: "The feed of returns", query: ListReturns, response: ReturnFeed, handle: (ctx, { query }) => listReturns(ctx, query) }),
  POST: endpoint({
    family: "sync",
    permission: "returns:write",
    summary: "Opens a return, or takes it a step on",
    body: AdvanceReturn,
    response: updated({}),
    handle: async (ctx, { body }) => {
      await advanceReturn(ctx, body);
      return { success: true, updatedOrders: [] };
    },
  }),
};
