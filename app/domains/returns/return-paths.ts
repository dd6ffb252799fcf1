import { type ReturnState, type ReturnStepAction, returnMachine } from "./schema.ts";

export interface PathStep {
  action: ReturnStepAction;
  to: ReturnState;
}

/** The fewest steps that lead a return from one state to another; undefined when none do. Equals: none are needed. */
export function shortestPath(from: ReturnState, to: ReturnState): PathStep[] | undefined {
  const paths: { state: ReturnState; steps: PathStep[] }[] = [{ state: from, steps: [] }];
  const seen = new Set([from]);
  for (const { state, steps } of paths) {
    if (state === to) return steps;
    for (const [action, next] of edgesOf(state)) {
      if (seen.has(next)) continue;
      seen.add(next);
      paths.push({ state: next, steps: [...steps, { action, to: next }] });
    }
  }
  return undefined;
}

const actions: readonly ReturnStepAction[] = ["approve_request", "generate_label", "mark_in_transit", "request_inspection", "approve_refund", "complete", "deny", "cancel"];

function edgesOf(state: ReturnState): [ReturnStepAction, ReturnState][] {
  return actions.flatMap((action) => {
    const to = returnMachine[state][action];
    return to ? [[action, to]] : [];
  });
}

export interface ToldFacts {
  state: ReturnState;
  /** Since when the return has been in its state. */
  since: Date;
  /** Whether it has been in the state that is told before. */
  passed: boolean;
}

/**
 * What a fact from outside means for a return: the steps that lead to it; none when the return is there, or when the fact is
 * old news (had it come in time, the return would be where it is now); undefined when it contradicts the return's state.
 */
export function stepsTo(told: ReturnState, occurredAt: Date, { state, since, passed }: ToldFacts): PathStep[] | undefined {
  const steps = shortestPath(state, told);
  if (steps) return steps;
  const leadsHere = shortestPath(told, state) !== undefined;
  if (leadsHere && (occurredAt <= since || (passed && edgesOf(state).length > 0))) return [];
  return undefined;
}
