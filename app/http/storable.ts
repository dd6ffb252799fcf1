import { isRecord } from "#app/platform/records.ts";

/** The places in a JSON value whose text PostgreSQL cannot hold: a NUL, or half of a surrogate pair; dotted, such as `orderIds.0`. */
export function unstorablePlaces(value: unknown, path: readonly string[] = []): string[] {
  if (typeof value === "string") return isStorable(value) ? [] : [path.join(".")];
  if (Array.isArray(value)) return value.flatMap((item, index) => unstorablePlaces(item, [...path, String(index)]));
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => (isStorable(key) ? unstorablePlaces(item, [...path, key]) : [path.join(".")]));
}

/** Whether PostgreSQL can hold a text as it is. */
export function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes("\0");
}
