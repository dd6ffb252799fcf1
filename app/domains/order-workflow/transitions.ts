import type { WorkflowState } from "#app/domains/orders/schema.ts";

/** One edge of the order's workflow. */
export interface Transition {
  name: string;
  from: readonly WorkflowState[];
  to: WorkflowState;
  /** Registry keys of what must hold before staff may take it. */
  guards: readonly string[];
  /** Registry keys of what happens in its transaction. */
  effects: readonly string[];
  /** Taken when Shopify tells that it has happened, never on request. */
  factOnly?: true;
}

/** The order's workflow, as a table: `pending → paid → shipped → fulfilled`, and the ways out of it. */
export const transitions: readonly Transition[] = [
  { name: "mark_paid", from: ["pending"], to: "paid", guards: ["role_allowed"], effects: [] },
  { name: "ship", from: ["paid"], to: "shipped", guards: ["role_allowed"], effects: [] },
  { name: "fulfill", from: ["shipped"], to: "fulfilled", guards: ["role_allowed"], effects: [] },
  { name: "cancel", from: ["pending", "paid"], to: "cancelled", guards: ["role_allowed"], effects: [] },
  { name: "refund", from: ["fulfilled"], to: "refunded", guards: ["role_allowed"], effects: [] },
  { name: "return", from: ["fulfilled"], to: "returned", guards: ["role_allowed"], effects: [] },

  // Cash on delivery leaves the warehouse before it is paid.
  { name: "ship_before_payment", from: ["pending"], to: "shipped", guards: ["role_allowed", "pays_on_delivery"], effects: [] },

  // What a merchant can do in Shopify that nobody can ask for here.
  { name: "refund_before_delivery", from: ["paid", "shipped"], to: "refunded", guards: [], effects: [], factOnly: true },
  { name: "return_before_delivery", from: ["shipped"], to: "returned", guards: [], effects: [], factOnly: true },
];

/** The fewest transitions that lead from one state to another; undefined when none do. Equals: none are needed. */
export function shortestPath(from: WorkflowState, to: WorkflowState): Transition[] | undefined {
  const paths: { state: WorkflowState; steps: Transition[] }[] = [{ state: from, steps: [] }];
  const seen = new Set([from]);
  for (const { state, steps } of paths) {
    if (state === to) return steps;
    for (const transition of transitions) {
      if (!transition.from.includes(state) || seen.has(transition.to)) continue;
      seen.add(transition.to);
      paths.push({ state: transition.to, steps: [...steps, transition] });
    }
  }
  return undefined;
}
