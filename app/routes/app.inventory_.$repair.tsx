import type { ActionFunctionArgs } from "@remix-run/node";
import { RepairName } from "#app/dashboard/inventory/repairs.ts";
import { parseBody } from "#app/http/input.ts";
import { pageData, readInput } from "#app/http/page-data.server.ts";
import { Submission } from "#app/http/post-orders-sync-action.server.ts";
import { replyResponse } from "#app/http/read-sync.ts";

const addresses = { reconcile: "/api/admin/ops/inventory/reconcile", sweep: "/api/admin/ops/reservations/sweep" };

/** The repairs of the inventory page, on their way to their endpoints. Who may make them is for the endpoint to say. */
export async function action({ request, params }: ActionFunctionArgs) {
  return pageData(request, async ({ sync }) => {
    const repair = parseBody(RepairName, params["repair"]);
    const { idempotencyKey, body } = await readInput(request, Submission);
    return replyResponse(await sync.post(addresses[repair], body, idempotencyKey));
  });
}
