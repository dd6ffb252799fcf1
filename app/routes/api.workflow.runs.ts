import { listRuns, planRun } from "#app/domains/order-workflow/index.server.ts";
import { ListRuns, PlanRun, TransitionRunDetail, TransitionRuns } from "#app/domains/order-workflow/schema.ts";
import { endpoint, Reply, type Resource } from "#app/http/endpoint.ts";

export const workflowRuns: Resource = {
  GET: endpoint({ family: "problem", permission: "read", summary: "Transitions of many orders, newest first", query: ListRuns, response: TransitionRuns, handle: (ctx, { query }) => listRuns(ctx, query) }),
  POST: endpoint({
    family: "problem",
    permission: "orders:change",
    summary: "Plans a transition of many orders, and changes nothing",
    body: PlanRun,
    response: TransitionRunDetail,
    status: 201,
    handle: async (ctx, { body }) => new Reply(await planRun(ctx, body), { status: 201 }),
  }),
};
