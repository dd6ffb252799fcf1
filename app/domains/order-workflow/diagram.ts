import { WorkflowState } from "#app/domains/orders/schema.ts";
import type { Transition } from "./transitions.ts";

/** The workflow as a Mermaid state diagram: what staff may ask for as solid lines' names, what Shopify alone tells in brackets. */
export function mermaidOf(transitions: readonly Transition[]): string {
  const edges = transitions.flatMap(({ name, from, to, toldOnly }) => from.map((state) => `  ${state} --> ${to}: ${toldOnly ? `(${name})` : name}`));
  const final = WorkflowState.options.filter((state) => !transitions.some(({ from, toldOnly }) => !toldOnly && from.includes(state)));
  return ["stateDiagram-v2", "  [*] --> pending", ...edges, ...final.map((state) => `  ${state} --> [*]`)].join("\n");
}
