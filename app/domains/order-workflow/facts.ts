import type { WorkflowState } from "#app/domains/orders/schema.ts";

/** What Shopify says of an order, as far as its workflow goes. */
export interface OrderFacts {
  paid: boolean;
  shipped: boolean;
  delivered: boolean;
  cancelled: boolean;
  refunded: boolean;
  returned: boolean;
}

export interface Verdict {
  /** The state that the facts speak for. */
  state: WorkflowState;
  /** Set when they contradict each other: goods that have left do not come back because the order is said to be cancelled. */
  contradiction?: "cancelled_after_shipping";
}

/**
 * The state that the facts speak for. It depends on nothing else: not on what the order's state was, nor on the order in
 * which the facts arrived.
 */
export function verdictOf({ paid, shipped, delivered, cancelled, refunded, returned }: OrderFacts): Verdict {
  if (returned) return { state: "returned" };
  if (cancelled && !shipped) return { state: "cancelled" };
  const contradiction = cancelled ? "cancelled_after_shipping" : undefined;
  if (refunded) return { state: "refunded", contradiction };
  if (delivered) return { state: "fulfilled", contradiction };
  if (shipped) return { state: "shipped", contradiction };
  return { state: paid ? "paid" : "pending" };
}

/** How far along the way of a normal order a state is; the ways out of it have no place there. */
const progress: Partial<Record<WorkflowState, number>> = { pending: 0, paid: 1, shipped: 2, fulfilled: 3 };

/** Whether an order in a state has another behind it: what is told of that one is an echo, or old news. */
export function isBehind(state: WorkflowState, told: WorkflowState): boolean {
  if (state === told) return true;
  const here = progress[state];
  const there = progress[told];
  if (here !== undefined && there !== undefined) return there <= here;
  // What was paid is given back when an order is cancelled.
  if (state === "cancelled") return told === "refunded" || told === "pending";
  // Returned and refunded orders stay so when the other follows, and when the way that led there is told again.
  return (state === "refunded" || state === "returned") && told !== "cancelled";
}
