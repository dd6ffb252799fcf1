import type { ActionFunctionArgs } from "@remix-run/node";
import { PreviewRefund } from "#app/domains/returns/schema.ts";
import { pageData, readInput } from "#app/http/page-data.server.ts";
import { replyResponse } from "#app/http/read-sync.ts";

/** The refund that an inspection would support, for the dialog in which it is decided. */
export async function action({ request }: ActionFunctionArgs) {
  return pageData(request, async ({ ctx, sync }) => {
    const input = await readInput(request, PreviewRefund.omit({ shop_domain: true }));
    return replyResponse(await sync.post("/sync/orders/returns/preview", { ...input, shop_domain: ctx.shop }, crypto.randomUUID()));
  });
}
