import type { ActionFunctionArgs } from "@remix-run/node";
import { SupportStep } from "#app/dashboard/order/support-steps.ts";
import { parseBody } from "#app/http/input.ts";
import { pageData, readInput } from "#app/http/page-data.server.ts";
import { Submission } from "#app/http/post-orders-sync-action.server.ts";
import { replyResponse } from "#app/http/read-sync.ts";

/** What staff do with a support thread, on its way to `/sync/orders/support`. Who may is for the endpoint to say. */
export async function action({ request, params }: ActionFunctionArgs) {
  return pageData(request, async ({ ctx, sync }) => {
    const step = parseBody(SupportStep, params["step"]);
    const { idempotencyKey, body } = await readInput(request, Submission);
    return replyResponse(await sync.post(`/sync/orders/support/${step}`, { ...body, shop_domain: ctx.shop }, idempotencyKey));
  });
}
