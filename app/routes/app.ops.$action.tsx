import type { ActionFunctionArgs } from "@remix-run/node";
import { OpsActionName } from "#app/domains/ops-actions/schema.ts";
import { parseBody } from "#app/http/input.ts";
import { pageData, readInput } from "#app/http/page-data.server.ts";
import { Submission } from "#app/http/post-orders-sync-action.server.ts";
import { failureResponse } from "#app/http/read-sync.ts";
import { failureOf } from "#app/platform/sync.ts";

/** The operators' actions of an order's page, on their way to `/admin/ops/actions`. Who may run them is for the endpoint to say. */
export async function action({ request, params }: ActionFunctionArgs) {
  return pageData(request, async ({ sync }) => {
    const name = parseBody(OpsActionName, params["action"]);
    const { idempotencyKey, body } = await readInput(request, Submission);
    const reply = await sync.post(`/admin/ops/actions/${name}`, body, idempotencyKey);
    return reply.status < 400 ? Response.json(reply.body) : failureResponse(failureOf(reply.status, reply.body, "The request was refused."));
  });
}
