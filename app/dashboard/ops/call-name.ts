import { readable } from "#app/ui/status-badge.tsx";
import { opsText } from "./ops-text.ts";

const names: Readonly<Record<string, string>> = opsText.types;

/** What an event of the outbox is to bring about, in words. */
export function callName(type: string): string {
  return names[type] ?? readable(type);
}
