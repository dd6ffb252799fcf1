import { rebuildShipmentContract } from "#app/domains/ops-actions/index.server.ts";
import { OnOrder, OpsActionAnswer } from "#app/domains/ops-actions/schema.ts";
import { endpoint, type Resource } from "#app/http/endpoint.ts";

export const opsActionRebuildShipmentContract: Resource = {
  POST: endpoint({ family: "problem", permission: "ops:execute", body: OnOrder, response: OpsActionAnswer, handle: (ctx, { body }) => rebuildShipmentContract(ctx, body) }),
};
