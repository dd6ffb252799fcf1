import { rebuildShipmentContract } from "#app/domains/ops-actions/index.server.ts";
import { OnOrder, OpsActionAnswer } from "#app/domains/ops-actions/schema.ts";
import { endpoint, type Resource } from "#app/http/endpoint.ts";

/** POST /admin/ops/actions/rebuild-shipment-contract (contract, section 4). */
export const opsActionRebuildShipmentContract: Resource = {
  POST: endpoint({ family: "problem", permission: "ops:execute", summary: "Summarise anew what a carrier has to know of an order's goods", body: OnOrder, response: OpsActionAnswer, handle: (ctx, { body }) => rebuildShipmentContract(ctx, body) }),
};
