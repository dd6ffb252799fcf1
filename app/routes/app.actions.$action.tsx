import type { ActionFunctionArgs } from "@remix-run/node";
import { parseBody } from "#app/http/input.ts";
import { pageData, readInput } from "#app/http/page-data.server.ts";
import { OrdersAction, postOrdersSyncAction, Submission } from "#app/http/post-orders-sync-action.server.ts";

/** The four actions of the dashboard, on their way to `/sync/orders`. Who may take which is for the endpoint to say. */
export async function action({ request, params }: ActionFunctionArgs) {
  return pageData(request, async ({ ctx, sync }) => {
    const name = parseBody(OrdersAction, params["action"]);
    const outcome = await postOrdersSyncAction(sync, ctx.shop, name, await readInput(request, Submission));
    return Response.json(outcome, { status: outcome.ok ? 200 : outcome.failure.status });
  });
}
