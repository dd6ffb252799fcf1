import { reconcileInventory } from "#app/domains/inventory/index.server.ts";
import { ReconcileInventory, Reconciliation } from "#app/domains/inventory/schema.ts";
import { endpoint, type Resource } from "#app/http/endpoint.ts";

export const opsInventoryReconcile: Resource = {
  POST: endpoint({
    family: "problem",
    permission: "ops:execute",
    body: ReconcileInventory,
    response: Reconciliation,
    summary: "Sets reserved units to what active reservations hold",
    handle: (ctx, { body }) => reconcileInventory(ctx, body),
  }),
};
