import type { WorkflowState } from "#app/domains/orders/schema.ts";

/** What Shopify says of an order, as far as its workflow goes. */
export interface ShopifyFacts {
  cancelled: boolean;
  financialStatus: string | null;
  fulfillmentStatus: string;
  delivered: boolean;
  returned: boolean;
}

/** How far along the way of a normal order a state is; the ways out of it have no place there. */
const progress: Partial<Record<WorkflowState, number>> = { pending: 0, paid: 1, shipped: 2, fulfilled: 3 };

/** The state that the facts speak for. */
export function stateOfFacts({ cancelled, financialStatus, fulfillmentStatus, delivered, returned }: ShopifyFacts): WorkflowState {
  if (cancelled) return "cancelled";
  if (returned) return "returned";
  if (financialStatus === "refunded") return "refunded";
  if (delivered) return "fulfilled";
  if (fulfillmentStatus === "fulfilled") return "shipped";
  if (financialStatus === "paid" || financialStatus === "partially_refunded") return "paid";
  return "pending";
}

/** Whether an order in this state already has that of the facts behind it: an echo of what was done here, or old news. */
export function isBehind(state: WorkflowState, facts: WorkflowState): boolean {
  if (state === facts) return true;
  const here = progress[state];
  const there = progress[facts];
  if (here !== undefined && there !== undefined) return there <= here;
  // Returned and refunded orders stay so when the other follows, and when the way that led there is told again.
  return (state === "refunded" || state === "returned") && facts !== "cancelled";
}
