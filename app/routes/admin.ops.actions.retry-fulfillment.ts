import { retryFulfillmentAction } from "#app/domains/ops-actions/index.server.ts";
import { OnOrder, OpsActionAnswer } from "#app/domains/ops-actions/schema.ts";
import { endpoint, type Resource } from "#app/http/endpoint.ts";

export const opsActionRetryFulfillment: Resource = {
  POST: endpoint({ family: "problem", permission: "ops:execute", body: OnOrder, response: OpsActionAnswer, handle: (ctx, { body }) => retryFulfillmentAction(ctx, body) }),
};
