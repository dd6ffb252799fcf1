import { advanceReturn, listReturns } from "#app/domains/returns/index.server.ts";
import { ListReturns } from "#app/domains/returns/list-query.ts";
import { AdvanceReturn } from "#app/domains/returns/schema.ts";
import { endpoint, type Resource } from "#app/http/endpoint.ts";

export const syncOrdersReturns: Resource = {
  GET: endpoint({ family: "sync", permission: "read", query: ListReturns, handle: (ctx, { query }) => listReturns(ctx, query) }),
  POST: endpoint({
    family: "sync",
    permission: "returns:write",
    body: AdvanceReturn,
    handle: async (ctx, { body }) => {
      await advanceReturn(ctx, body);
      return { success: true, updatedOrders: [] };
    },
  }),
};
