import { WorkflowState } from "#app/domains/orders/schema.ts";
import type { Transition } from "./transitions.ts";

let enabled = true;

/** Switches the workflow on or off for the whole process (WORKFLOW_ENABLED); a shop may switch it off for itself besides. */
export function configureWorkflow(options: { enabled: boolean }): void {
  enabled = options.enabled;
}

/** Whether transitions are asked for and have their effects; else an order's state is set directly, which is logged too. */
export function isWorkflowEnabled(settings: { workflowEnabled: boolean }): boolean {
  return enabled && settings.workflowEnabled;
}

/** What takes the place of transitions while the workflow is off: every other state may be set, nobody is asked, nothing follows. */
export function directUpdates(from: WorkflowState): Transition[] {
  return WorkflowState.options.filter((to) => to !== from).map((to) => ({ name: "direct_update", from: [from], to, guards: [], effects: [] }));
}
