export type DatePreset = "today" | "last7" | "last30" | "custom";

/** How many days each range has, today included. */
const lengths: Record<Exclude<DatePreset, "custom">, number> = { today: 1, last7: 7, last30: 30 };

/** The days of a range that ends today; undefined for what is no range. */
export function rangeOfPreset(preset: string | undefined, today: string): { from: string; to: string } | undefined {
  const length = Object.entries(lengths).find(([name]) => name === preset)?.[1];
  if (length === undefined) return preset === "custom" ? { from: today, to: "" } : undefined;
  return { from: daysBefore(today, length - 1), to: today };
}

/** The range that some days are; undefined when none are given. */
export function presetOf({ from, to }: { from: string; to: string }, today: string): DatePreset | undefined {
  if (from === "" && to === "") return undefined;
  if (to !== today) return "custom";
  if (from === today) return "today";
  if (from === daysBefore(today, lengths.last7 - 1)) return "last7";
  return from === daysBefore(today, lengths.last30 - 1) ? "last30" : "custom";
}

function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}
