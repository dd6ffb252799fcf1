import { DomainError } from "./errors.ts";

/** Every edge that a thing may take, by state and action. A pair that is absent is refused. */
export type Machine<State extends string, Action extends string> = Record<State, Partial<Record<Action, State>>>;

/** The state that an action leads to; throws a conflict that names the state and the actions it allows. */
export function transition<State extends string, Action extends string>(machine: Machine<State, Action>, state: State, action: Action): State {
  const to = machine[state][action];
  if (to) return to;
  const allowed = allowedActions(machine, state);
  throw new DomainError("conflict", "TRANSITION_NOT_ALLOWED", {
    message: `'${action}' is not possible in state '${state}'. Possible: ${allowed.join(", ") || "nothing, it is final"}.`,
    state,
    action,
    allowed,
  });
}

/** The actions that a state allows. */
export function allowedActions<State extends string, Action extends string>(machine: Machine<State, Action>, state: State): string[] {
  return Object.keys(machine[state]);
}
