import type { Money } from "#app/platform/money.ts";
import { t } from "./text.ts";
import { uiText } from "./ui-text.ts";

/** Where a reader is: how they write numbers and dates, and whose clock counts. */
export interface Place {
  locale: string;
  timeZone: string;
}

export interface Formats {
  /** `Today at 10:32 AM`, `Nov 20 at 10:32 AM`, `Nov 20, 2025 at 10:32 AM` */
  dateTime: (iso: string, now: Date) => string;
  /** The same within a sentence: `today at 10:32 AM` */
  inlineDateTime: (iso: string, now: Date) => string;
  /** The same moment in full, for tooltips and machines' companions: `November 20, 2026 at 10:32:07 AM GMT+5:30` */
  fullDateTime: (iso: string) => string;
  /** `10:32 AM` */
  time: (iso: string) => string;
  /** `Today`, `Yesterday`, `Friday, November 20`, `November 20, 2025` */
  day: (iso: string, now: Date) => string;
  /** The calendar day that a moment falls on: `2026-11-20` */
  dayKey: (moment: Date) => string;
  /** A calendar day, which no time zone moves: `Nov 20, 2026` */
  calendarDay: (day: string) => string;
  /** `just now`, `5 min ago`, `3 h ago`, `2 days ago` */
  ago: (iso: string, now: Date) => string;
  /** How long something took or lasts: `40 s`, `12 min`, `5 h`, `3 days` */
  span: (seconds: number) => string;
  /** `₹499.00` */
  money: (value: Money) => string;
  /** `1,234` */
  number: (value: number) => string;
}

const minute = 60_000;
const hour = 60 * minute;
const dayMs = 24 * hour;

/** Formats for a place; a locale or time zone that nobody knows falls back to English and UTC. */
export function formatsFor({ locale: wantedLocale, timeZone: wantedZone }: Place): Formats {
  const locale = orElse(wantedLocale, "en", (candidate) => new Intl.NumberFormat(candidate));
  const timeZone = orElse(wantedZone, "UTC", (candidate) => new Intl.DateTimeFormat("en", { timeZone: candidate }));
  const dates = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { timeZone, ...options });
  const clock = dates({ hour: "numeric", minute: "2-digit" });
  const shortDay = dates({ month: "short", day: "numeric" });
  const shortDayOfYear = dates({ month: "short", day: "numeric", year: "numeric" });
  const longDay = dates({ weekday: "long", month: "long", day: "numeric" });
  const longDayOfYear = dates({ month: "long", day: "numeric", year: "numeric" });
  const weekday = dates({ weekday: "long" });
  const full = dates({ dateStyle: "long", timeStyle: "long" });
  const calendar = new Intl.DateTimeFormat(locale, { timeZone: "UTC", month: "short", day: "numeric", year: "numeric" });
  const numbers = new Intl.NumberFormat(locale);
  const parts = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });

  const currencies = new Map<string, (amount: string) => string>();

  const write = (format: Intl.DateTimeFormat, iso: string) => plainSpaces(format.format(new Date(iso)));
  /** How many calendar days of the place lie between a moment and now. */
  const daysBefore = (iso: string, now: Date) => Math.round((Date.parse(parts.format(now)) - Date.parse(parts.format(new Date(iso)))) / dayMs);
  const sameYear = (iso: string, now: Date) => parts.format(now).slice(0, 4) === parts.format(new Date(iso)).slice(0, 4);

  const dateTimeIn = ({ todayAt, yesterdayAt }: Pick<typeof uiText | typeof uiText.inline, "todayAt" | "yesterdayAt">) => (iso: string, now: Date) => {
    const days = daysBefore(iso, now);
    const time = write(clock, iso);
    if (days === 0) return t(todayAt, { time });
    if (days === 1) return t(yesterdayAt, { time });
    if (days > 1 && days < 7) return t(uiText.dayAt, { day: write(weekday, iso), time });
    return t(uiText.dayAt, { day: write(sameYear(iso, now) ? shortDay : shortDayOfYear, iso), time });
  };

  return {
    dateTime: dateTimeIn(uiText),
    inlineDateTime: dateTimeIn(uiText.inline),
    fullDateTime: (iso) => write(full, iso),
    time: (iso) => write(clock, iso),
    day: (iso, now) => {
      const days = daysBefore(iso, now);
      if (days === 0) return uiText.today;
      if (days === 1) return uiText.yesterday;
      return write(sameYear(iso, now) ? longDay : longDayOfYear, iso);
    },
    dayKey: (moment) => parts.format(moment),
    calendarDay: (day) => write(calendar, day),
    ago: (iso, now) => {
      const age = now.getTime() - Date.parse(iso);
      if (age < minute) return uiText.justNow;
      if (age < hour) return t(uiText.minutesAgo, { count: Math.floor(age / minute) });
      if (age < dayMs) return t(uiText.hoursAgo, { count: Math.floor(age / hour) });
      return t(uiText.daysAgo, { count: Math.floor(age / dayMs) });
    },
    span: (seconds) => {
      const ms = seconds * 1_000;
      if (ms < 2 * minute) return t(uiText.seconds, { count: Math.round(seconds) });
      if (ms < 2 * hour) return t(uiText.minutes, { count: Math.floor(ms / minute) });
      if (ms < 2 * dayMs) return t(uiText.hours, { count: Math.floor(ms / hour) });
      return t(uiText.days, { count: Math.floor(ms / dayMs) });
    },
    money: ({ amount, currencyCode }) => {
      const format = currencies.get(currencyCode) ?? moneyFormat(locale, currencyCode);
      currencies.set(currencyCode, format);
      return format(amount);
    },
    number: (value) => numbers.format(value),
  };
}

function moneyFormat(locale: string, currencyCode: string): (amount: string) => string {
  const currency = orElse(currencyCode, "", (candidate) => new Intl.NumberFormat(locale, { style: "currency", currency: candidate }));
  if (currency === "") return (amount) => `${amount} ${currencyCode}`;
  const format = new Intl.NumberFormat(locale, { style: "currency", currency, currencyDisplay: "narrowSymbol" });
  return (amount) => plainSpaces(format.format(Number(amount)));
}

/** Servers and browsers disagree about the kind of space before AM and after a currency; pages must not. */
function plainSpaces(text: string): string {
  return text.replace(/[\u00a0\u202f]/g, " ");
}

function orElse(wanted: string, otherwise: string, attempt: (candidate: string) => unknown): string {
  try {
    attempt(wanted);
    return wanted;
  } catch (error) {
    if (error instanceof RangeError) return otherwise;
    throw error;
  }
}
