import { previewRefund } from "#app/domains/returns/index.server.ts";
import { PreviewRefund } from "#app/domains/returns/schema.ts";
import { endpoint, type Resource } from "#app/http/endpoint.ts";

/** POST /sync/orders/returns/preview: the refund that an inspection would support; changes nothing. */
export const syncOrdersReturnsPreview: Resource = {
  POST: endpoint({
    family: "sync",
    permission: "read",
    body: PreviewRefund,
    handle: async (ctx, { body }) => ({ success: true, updatedOrders: [], refund: await previewRefund(ctx, body) }),
  }),
};
