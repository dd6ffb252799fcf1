import { retryFulfillment } from "#app/domains/shipments/index.server.ts";
import type { Ctx } from "#app/platform/ctx.ts";
import { executeAction } from "./execute-action.server.ts";
import type { OpsActionAnswer } from "./schema.ts";

/** Asks Shopify once more to fulfil an order whose fulfilment is stuck or has failed. Throws `conflict`: ORDER_CANCELLED, ALREADY_FULFILLED. */
export function retryFulfillmentAction(ctx: Ctx, { order_id: reference }: { order_id: string }): Promise<OpsActionAnswer> {
  return executeAction(ctx, {
    name: "retry-fulfillment",
    reference,
    run: async (tx, order) => {
      const retried = await retryFulfillment(tx, order);
      const details = { fulfillment_attempt: retried.attempt };
      if (retried.status === "applied") return { status: "applied", details };
      return { status: "noop", details: { ...details, matched: { id: `fulfillment-attempt:${retried.attempt}`, at: retried.requestedAt.toISOString() } } };
    },
  });
}
