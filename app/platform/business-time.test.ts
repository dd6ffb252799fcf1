import fc from "fast-check";
import { expect, test } from "vitest";
import { afterBusinessTime, beforeBusinessTime, type BusinessCalendar } from "./business-time.ts";

const minute = 60_000;
const hour = 60 * minute;
const at = (time: string) => new Date(time);
const weekdays = [1, 2, 3, 4, 5].map((day) => ({ day, from: "09:00", to: "18:00" }));
const always = [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, from: "00:00", to: "24:00" }));
const newYork: BusinessCalendar = { timeZone: "America/New_York", openDays: weekdays };

test.each([
  ["within a day", "2026-11-24T15:00:00Z", 2, "2026-11-24T17:00:00Z"],
  ["until the very end of a day", "2026-11-24T21:00:00Z", 2, "2026-11-24T23:00:00Z"],
  ["over a night", "2026-11-24T22:00:00Z", 2, "2026-11-25T15:00:00Z"],
  ["over a weekend", "2026-11-27T22:00:00Z", 2, "2026-11-30T15:00:00Z"],
  ["from a closed day", "2026-11-28T15:00:00Z", 2, "2026-11-30T16:00:00Z"],
  ["over the night in which clocks go forward", "2026-03-06T22:00:00Z", 2, "2026-03-09T14:00:00Z"],
  ["over the night in which clocks go back", "2026-10-30T21:00:00Z", 2, "2026-11-02T15:00:00Z"],
  ["for weeks", "2026-11-02T14:00:00Z", 45 * 2, "2026-11-13T23:00:00Z"],
])("counts opening hours %s", (_, since, hours, ends) => {
  expect(afterBusinessTime(at(since), hours * hour, newYork).toISOString()).toBe(at(ends).toISOString());
});

test.each([
  ["put forward", "2026-03-08", "2026-03-08T07:00:00Z", "2026-03-08T08:00:00Z"],
  ["put back", "2026-11-01", "2026-11-01T05:00:00Z", "2026-11-01T08:00:00Z"],
])("opens and closes by the clock on a day on which it is %s", (_, date, opens, closes) => {
  const sundays = { timeZone: "America/New_York", openDays: [{ day: 7, from: date === "2026-03-08" ? "02:30" : "01:00", to: date === "2026-03-08" ? "04:00" : "03:00" }] };
  const open = at(closes).getTime() - at(opens).getTime();

  expect(afterBusinessTime(at(`${date}T00:00:00Z`), 1, sundays).getTime()).toBe(at(opens).getTime() + 1);
  expect(afterBusinessTime(at(`${date}T00:00:00Z`), open, sundays).toISOString()).toBe(at(closes).toISOString());
});

const zone = fc.constantFrom("UTC", "Asia/Kolkata", "America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Atlantic/Azores", "America/Havana", "Pacific/Chatham");
const clock = (minutes: number) => `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
const openDay = fc
  .tuple(fc.integer({ min: 0, max: 95 }), fc.integer({ min: 1, max: 96 }))
  .filter(([from, to]) => from < to)
  .map(([from, to]) => ({ from: clock(from * 15), to: clock(to * 15) }));
const openDays = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }).chain((days) => fc.tuple(...days.map((day) => openDay.map((hours) => ({ day, ...hours })))));
const calendar: fc.Arbitrary<BusinessCalendar> = fc.record({ timeZone: zone, openDays });
/** Around the nights in which clocks change, more often than not. */
const moment = fc
  .tuple(fc.constantFrom("2026-03-08T06:00Z", "2026-03-29T01:00Z", "2026-04-04T15:00Z", "2026-10-03T15:30Z", "2026-10-25T01:00Z", "2026-11-01T05:00Z", "2026-07-01T00:00Z"), fc.integer({ min: -3 * 24 * 60, max: 2 * 24 * 60 }))
  .map(([around, minutes]) => new Date(at(around).getTime() + minutes * minute));
const span = fc.integer({ min: 1, max: 60 * 60 }).map((minutes) => minutes * minute);

interface Minute {
  date: string;
  weekday: number;
  time: string;
}

const shownBy = new Map<string, Intl.DateTimeFormat>();
function shown(time: number, timeZone: string): Minute {
  const format = shownBy.get(timeZone) ?? new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" });
  shownBy.set(timeZone, format);
  const [date = "", of = ""] = format.format(time).split(" ");
  return { date, time: of, weekday: at(date).getUTCDay() || 7 };
}

/** What a person with a clock would say: it opens when the clock first shows the hour, and closes when it last has. */
function isOpen(time: number, { timeZone, openDays: days }: BusinessCalendar): boolean {
  const { date, weekday } = shown(time, timeZone);
  const open = days.find(({ day }) => day === weekday);
  if (!open) return false;
  const sameDay = Array.from({ length: 2 * 5 * 12 }, (_, index) => shown(time + (index - 60) * 15 * minute, timeZone)).map((each, index) => ({ ...each, offset: index - 60 })).filter((each) => each.date === date);
  return sameDay.some(({ offset, time: of }) => offset <= 0 && of >= open.from) && sameDay.some(({ offset, time: of }) => offset >= 0 && of < open.to);
}

test("is what counting quarters of an hour by the clock gives", () => {
  fc.assert(
    fc.property(calendar, moment.map((time) => new Date(Math.floor(time.getTime() / (15 * minute)) * 15 * minute)), fc.integer({ min: 1, max: 60 }), (hours, since, quarters) => {
      const ends = afterBusinessTime(since, quarters * 15 * minute, hours).getTime();
      let counted = 0;
      for (let time = ends - 15 * minute; time >= since.getTime() && ends - time < 4 * 24 * hour; time -= 15 * minute) counted += isOpen(time, hours) ? 1 : 0;
      const whole = ends - since.getTime() <= 4 * 24 * hour;
      expect(isOpen(ends - 15 * minute, hours)).toBe(true);
      expect(whole ? counted : Math.min(counted, quarters)).toBe(whole ? quarters : counted);
    }),
    { numRuns: 60 },
  );
});

test("is plain time where it is always open, whatever clocks do", () => {
  fc.assert(
    fc.property(zone, moment, span, (timeZone, since, length) => {
      expect(afterBusinessTime(since, length, { timeZone, openDays: always }).getTime()).toBe(since.getTime() + length);
    }),
  );
});

test("can be counted in parts", () => {
  fc.assert(
    fc.property(calendar, moment, span, span, (hours, since, first, second) => {
      expect(afterBusinessTime(afterBusinessTime(since, first, hours), second, hours)).toEqual(afterBusinessTime(since, first + second, hours));
    }),
  );
});

test("has passed since whatever began before the moment that it is counted back to, and since nothing later", () => {
  fc.assert(
    fc.property(calendar, moment, span, fc.integer({ min: -2 * 24 * 60, max: 2 * 24 * 60 }), (hours, now, length, minutes) => {
      const latest = beforeBusinessTime(now, length, hours);
      const since = new Date(latest.getTime() + minutes * minute);

      expect(afterBusinessTime(since, length, hours) <= now).toBe(since <= latest);
    }),
  );
});
