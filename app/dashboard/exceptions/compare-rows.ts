import type { Difference } from "#app/domains/exceptions/schema.ts";
import { isRecord } from "#app/platform/records.ts";

/** One leaf of two documents, as the comparison shows it. */
export interface CompareRow {
  /** JSON Pointer. */
  path: string;
  first: string | null;
  last: string | null;
  mark: "same" | "volatile" | "material";
}

/** Every leaf of FIRST and LAST, side by side, in the order in which they come; the values as their JSON text, to the last digit. */
export function compareRows(first: unknown, last: unknown, diff: readonly Difference[]): CompareRow[] {
  const [left, right] = [leaves(first), leaves(last)];
  const marks = new Map(diff.map(({ path, volatile }) => [path, volatile ? ("volatile" as const) : ("material" as const)]));
  return [...new Set([...left.keys(), ...right.keys()])].map((path) => ({ path, first: left.get(path) ?? null, last: right.get(path) ?? null, mark: markOf(marks, path) }));
}

/** A difference may be of a whole branch that one of the two lacks. */
function markOf(marks: ReadonlyMap<string, "volatile" | "material">, path: string): CompareRow["mark"] {
  for (let place = path; ; place = place.slice(0, place.lastIndexOf("/"))) {
    const mark = marks.get(place);
    if (mark) return mark;
    if (place === "") return "same";
  }
}

function leaves(value: unknown): Map<string, string> {
  const found = new Map<string, string>();
  collect(value, "", found);
  return found;
}

function collect(value: unknown, path: string, found: Map<string, string>): void {
  const text = JSON.stringify(value);
  const inside = Array.isArray(value) ? [...value.entries()] : isRecord(value) && /^[{]/.test(text) ? Object.entries(value) : [];
  if (inside.length === 0) found.set(path, text);
  for (const [key, item] of inside) collect(item, `${path}/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`, found);
}
