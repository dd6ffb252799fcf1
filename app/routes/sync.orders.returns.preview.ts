import { previewRefund } from "#app/domains/returns/index.server.ts";
import { RefundPreview } from "#app/domains/returns/refund-preview.ts";
import { PreviewRefund } from "#app/domains/returns/schema.ts";
import { endpoint, type Resource } from "#app/http/endpoint.ts";
import { updated } from "#app/http/sync-answers.ts";

/** POST /sync/orders/returns/preview: the refund that an inspection would support; changes nothing. */
export const syncOrdersReturnsPreview: Resource = {
  POST: endpoint({
    family: "sync",
    permission: "read",
    summary: "The refund that an inspection would support",
    body: PreviewRefund,
    response: updated({}).extend({ refund: RefundPreview }),
    handle: async (ctx, { body }) => ({ success: true, updatedOrders: [], refund: await previewRefund(ctx, body) }),
  }),
};
