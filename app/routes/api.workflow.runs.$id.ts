import { applyRun, getRun } from "#app/domains/order-workflow/index.server.ts";
import { TransitionRunDetail } from "#app/domains/order-workflow/schema.ts";
import { endpoint, type Resource } from "#app/http/endpoint.ts";

export const workflowRun: Resource = {
  GET: endpoint({ family: "problem", permission: "read", summary: "A transition of many orders, and what became of each", response: TransitionRunDetail, handle: (ctx, { params }) => getRun(ctx, params["id"] ?? "") }),
};

/** A run is applied once whatever the request carries: its id is its identity. */
export const workflowRunApply: Resource = {
  POST: endpoint({
    family: "problem",
    permission: "orders:change",
    summary: "Applies exactly what was planned",
    ignoresIdempotencyKey: true,
    response: TransitionRunDetail,
    handle: (ctx, { params }) => applyRun(ctx, params["id"] ?? ""),
  }),
};
