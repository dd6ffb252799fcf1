import { advanceReturn } from "#app/domains/returns/index.server.ts";
import { AdvanceReturn } from "#app/domains/returns/schema.ts";
import { endpoint, type Resource } from "#app/http/endpoint.ts";

export const syncOrdersReturns: Resource = {
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
