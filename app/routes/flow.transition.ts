import { z } from "zod";
import { transitionOrders } from "#app/domains/order-workflow/index.server.ts";
import { OrderReference, WorkflowState } from "#app/domains/orders/schema.ts";
import { flowAction } from "#app/http/flow-action.server.ts";
import { DomainError } from "#app/platform/errors.ts";

const Properties = z.object({ order_id: OrderReference, state: WorkflowState, note: z.string().trim().max(5_000).default("") });

/** The Flow action 'Apply workflow transition'. Throws `conflict` with the guard's reason when the order may not go there. */
export const flowTransition = flowAction(Properties, async (ctx, { order_id, state, note }) => {
  const { results } = await transitionOrders(ctx, { orderIds: [order_id], toState: state, note });
  const [result] = results;
  if (!result?.ok) throw new DomainError("conflict", result?.code ?? "NOT_ALLOWED", { message: result?.reason ?? "The order may not go there." });
  return { id: result.id, state: result.toState };
});
