/** When something is open, in a time zone: at most once a day, from a time until a later one, `09:00` to `24:00`. */
export interface BusinessCalendar {
  timeZone: string;
  /** Days of the week from 1 (Monday) to 7. At least one has to be open. */
  openDays: readonly { day: number; from: string; to: string }[];
}

/** A stretch of time, its end not included. */
interface Span {
  from: number;
  to: number;
}

const minute = 60_000;
const day = 24 * 60 * minute;

/** The moment at which so much time has passed in opening hours since then; what passes while it is closed does not count. */
export function afterBusinessTime(since: Date, milliseconds: number, calendar: BusinessCalendar): Date {
  let left = milliseconds;
  for (let local = localDay(since.getTime(), calendar.timeZone); left > 0; local += 1) {
    const span = openOn(local, calendar);
    const from = Math.max(span.from, since.getTime());
    if (span.to - from >= left) return new Date(from + left);
    left -= Math.max(0, span.to - from);
  }
  return since;
}

/** The last moment since which so much time has passed in opening hours: what began then or before has had that time. */
export function beforeBusinessTime(until: Date, milliseconds: number, calendar: BusinessCalendar): Date {
  let left = milliseconds;
  for (let local = localDay(until.getTime(), calendar.timeZone); left > 0; local -= 1) {
    const span = openOn(local, calendar);
    const to = Math.min(span.to, until.getTime());
    if (to - span.from >= left) return new Date(to - left);
    left -= Math.max(0, to - span.from);
  }
  return until;
}

/** How many milliseconds a week has of opening hours, when no clock is changed in it. */
export function openPerWeek({ openDays }: Pick<BusinessCalendar, "openDays">): number {
  return openDays.reduce((sum, { from, to }) => sum + timeOf(to) - timeOf(from), 0);
}

/** When it is open on a day, which is counted from 1970. On one that it is closed on, an empty span. */
function openOn(local: number, { timeZone, openDays }: BusinessCalendar): Span {
  const open = openDays.find((each) => each.day === ((((local + 3) % 7) + 7) % 7) + 1);
  const midnight = local * day;
  if (!open) return { from: 0, to: 0 };
  const to = timeOf(open.to);
  return { from: firstMoment(midnight + timeOf(open.from), timeZone), to: to === day ? firstMoment(midnight + day, timeZone) : lastMoment(midnight + to, timeZone) };
}

function timeOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return (hours * 60 + minutes) * minute;
}

function localDay(moment: number, timeZone: string): number {
  return Math.floor((moment + offsetAt(moment, timeZone)) / day);
}

/** When the clocks first show a time of a day; when it is skipped, the moment at which they are put forward. */
function firstMoment(local: number, timeZone: string): number {
  const { change, before, after } = around(local, timeZone);
  return local - before < change ? local - before : Math.max(change, local - after);
}

/** When the clocks last show a time of a day; when it is skipped, the moment at which they are put forward. */
function lastMoment(local: number, timeZone: string): number {
  const { change, before, after } = around(local, timeZone);
  return local - after >= change ? local - after : Math.min(change, local - before);
}

/** How far the clocks are from UTC before and after the moment near a local time at which they change, if they do. */
function around(local: number, timeZone: string): { change: number; before: number; after: number } {
  let [low, high] = [local - 15 * 60 * minute, local + 13 * 60 * minute];
  const [before, after] = [offsetAt(low, timeZone), offsetAt(high, timeZone)];
  if (before === after) return { change: low, before, after };
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle, timeZone) === before) low = middle;
    else high = middle;
  }
  return { change: high, before, after };
}

const formats = new Map<string, Intl.DateTimeFormat>();

function offsetAt(moment: number, timeZone: string): number {
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "longOffset" });
  formats.set(timeZone, format);
  // `GMT+05:30`, and `GMT` alone for none.
  const [, sign, hours, minutes, seconds] = /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(format.format(moment)) ?? [];
  const size = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * minute + Number(seconds ?? 0) * 1000;
  return sign === "-" ? -size : size;
}
