import { retryFulfillmentAction } from "#app/domains/ops-actions/index.server.ts";
import { OnOrder, OpsActionAnswer } from "#app/domains/ops-actions/schema.ts";
import { endpoint, type Resource } from "#app/http/endpoint.ts";

/** POST /admin/ops/actions/retry-fulfillment (contract, section 4). */
export const opsActionRetryFulfillment: Resource = {
  POST: endpoint({ family: "problem", permission: "ops:execute", summary: "Ask Shopify once more to fulfil an order", body: OnOrder, response: OpsActionAnswer, handle: (ctx, { body }) => retryFulfillmentAction(ctx, body) }),
};
