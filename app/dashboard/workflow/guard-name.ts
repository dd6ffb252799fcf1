import { readable } from "#app/ui/status-badge.tsx";
import { workflowText } from "./workflow-text.ts";

const names: Readonly<Record<string, string>> = workflowText.guards;

/** A guard's name for people; of a shop's own, its export's name made readable. */
export function guardName(guard: string): string {
  return names[guard] ?? readable((guard.split("#").at(-1) ?? guard).replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase());
}
