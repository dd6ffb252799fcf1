import type { TimelineItem } from "#app/domains/orders/schema.ts";

/** The entries of several answers as one timeline, newest first, each happening once. */
export function mergeTimeline(...answers: readonly (readonly TimelineItem[])[]): TimelineItem[] {
  const entries = new Map(answers.flat().map((entry) => [keyOf(entry), entry]));
  return [...entries.values()].toSorted((a, b) => (a.ts < b.ts ? 1 : a.ts > b.ts ? -1 : 0));
}

/** Entries have no id: they are told apart by all that they say. */
export function keyOf({ ts, event, details }: TimelineItem): string {
  return `${ts} ${event} ${JSON.stringify(details)}`;
}

/**
 * Where to read on from: just after the oldest entry, so that others of the same moment are in the answer again rather than
 * missed. Undefined for no entries.
 */
export function readOnFrom(entries: readonly TimelineItem[]): string | undefined {
  const oldest = entries.at(-1);
  return oldest && new Date(Date.parse(oldest.ts) + 1).toISOString();
}

export interface TimelineDay {
  day: string;
  entries: TimelineItem[];
}

/** The entries by calendar day. */
export function groupByDay(entries: readonly TimelineItem[], dayKey: (moment: Date) => string): TimelineDay[] {
  const days: TimelineDay[] = [];
  for (const entry of entries) {
    const day = dayKey(new Date(entry.ts));
    const last = days.at(-1);
    if (last?.day === day) last.entries.push(entry);
    else days.push({ day, entries: [entry] });
  }
  return days;
}
