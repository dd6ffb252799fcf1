/** A moment as the Admin API writes it: UTC, whole seconds. */
export type Instant = string;

export function toInstant(milliseconds: number): Instant {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** A moment as REST bodies write it: in the shop's zone with its offset, `2025-07-02T11:38:15+05:30`. */
export function inZone(instant: Instant, timeZone: string): string {
  let formatter = formatters.get(timeZone);
  if (!formatter) {
    const fields = { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit" } as const;
    formatter = new Intl.DateTimeFormat("en-GB", { timeZone, hourCycle: "h23", timeZoneName: "longOffset", ...fields });
    formatters.set(timeZone, formatter);
  }
  const part = Object.fromEntries(formatter.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
  const offset = part.timeZoneName === "GMT" ? "+00:00" : part.timeZoneName?.replace("GMT", "");
  return `${part.year}-${part.month}-${part.day}T${part.hour}:${part.minute}:${part.second}${offset}`;
}
