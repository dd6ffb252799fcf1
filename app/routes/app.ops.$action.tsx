import type { ActionFunctionArgs } from "@remix-run/node";
import { OpsActionName } from "#app/domains/ops-actions/schema.ts";
import { parseBody } from "#app/http/input.ts";
import { pageData, readInput } from "#app/http/page-data.server.ts";
import { Submission } from "#app/http/post-orders-sync-action.server.ts";
import { replyResponse } from "#app/http/read-sync.ts";

/** The operators' actions of an order's page, on their way to `/admin/ops/actions`. Who may run them is for the endpoint to say. */
export async function action({ request, params }: ActionFunctionArgs) {
  return pageData(request, async ({ sync }) => {
    const name = parseBody(OpsActionName, params["action"]);
    const { idempotencyKey, body } = await readInput(request, Submission);
    return replyResponse(await sync.post(`/admin/ops/actions/${name}`, body, idempotencyKey));
  });
}
