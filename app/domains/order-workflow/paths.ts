import type { WorkflowState } from "#app/domains/orders/schema.ts";
import type { Transition } from "./transitions.ts";

/** The transitions that lead out of a state. */
export function transitionsFrom(table: readonly Transition[], state: WorkflowState): Transition[] {
  return table.filter(({ from }) => from.includes(state));
}

/**
 * The fewest transitions that lead from one state to another, of those that may be used; undefined when none do. No
 * transition is needed from a state to itself.
 */
export function shortestPath(table: readonly Transition[], from: WorkflowState, to: WorkflowState, mayUse: (transition: Transition) => boolean = () => true): Transition[] | undefined {
  const paths: { state: WorkflowState; steps: Transition[] }[] = [{ state: from, steps: [] }];
  const seen = new Set([from]);
  for (const { state, steps } of paths) {
    if (state === to) return steps;
    for (const transition of transitionsFrom(table, state)) {
      if (seen.has(transition.to) || !mayUse(transition)) continue;
      seen.add(transition.to);
      paths.push({ state: transition.to, steps: [...steps, transition] });
    }
  }
  return undefined;
}
