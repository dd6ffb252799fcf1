import type { ActionFunctionArgs } from "@remix-run/node";
import { RepairName, RepairRequest } from "#app/dashboard/inventory/repairs.ts";
import { parseBody } from "#app/http/input.ts";
import { pageData, readInput } from "#app/http/page-data.server.ts";
import { failureResponse } from "#app/http/read-sync.ts";
import { failureOf } from "#app/platform/sync.ts";

const addresses = { reconcile: "/api/admin/ops/inventory/reconcile", sweep: "/api/admin/ops/reservations/sweep" };

/** The repairs of the inventory page, on their way to their endpoints. Who may make them is for the endpoint to say. */
export async function action({ request, params }: ActionFunctionArgs) {
  return pageData(request, async ({ sync }) => {
    const repair = parseBody(RepairName, params["repair"]);
    const { idempotencyKey, body } = await readInput(request, RepairRequest);
    const reply = await sync.post(addresses[repair], body, idempotencyKey);
    return reply.status >= 400 ? failureResponse(failureOf(reply.status, reply.body, "")) : Response.json(reply.body);
  });
}
