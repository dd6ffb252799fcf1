import type { ReturnView } from "#app/domains/returns/return-view.ts";
import { Condition, Disposition } from "#app/domains/returns/schema.ts";

/** A line of a return, and what inspection says of it as far as somebody has typed. */
export interface InspectedItem {
  id: string;
  title: string;
  expected: number;
  received: number;
  condition: Condition | "";
  disposition: Disposition | "";
}

/** The lines of a return as they were last inspected; those of which nobody has spoken came back as expected. */
export function inspectedItems(lines: ReturnView["lines"]): InspectedItem[] {
  return lines.map(({ lineItemId, title, quantity, received, condition, disposition }) => ({
    id: lineItemId,
    title: title ?? lineItemId,
    expected: quantity,
    received: received ?? quantity,
    condition: Condition.options.find((known) => known === condition) ?? "",
    disposition: Disposition.options.find((known) => known === disposition) ?? "",
  }));
}

/** The same as the endpoint takes it; what was not said is left out. */
export function lineItemsOf(items: readonly InspectedItem[]): Record<string, unknown>[] {
  return items.map(({ id, received, condition, disposition }) => ({ id, quantity: received, ...(condition ? { condition } : {}), ...(disposition ? { disposition } : {}) }));
}
