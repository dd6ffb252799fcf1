import type { TeamMember } from "../schema.ts";

const weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** Whether somebody works at a moment. A shift that ends before it begins goes on after midnight, and belongs to the day it began on. */
export function isOnShift({ available, hours }: Pick<TeamMember, "available" | "hours">, timeZone: string, now: Date): boolean {
  if (!available || !hours) return available;
  const { day, time } = clockIn(timeZone, now);
  const today = hours.days.includes(day);
  if (hours.from <= hours.to) return today && hours.from <= time && time < hours.to;
  return (today && time >= hours.from) || (hours.days.includes(day === 1 ? 7 : day - 1) && time < hours.to);
}

/** The day of the week, from 1 for Monday, and the time, `09:30`. */
function clockIn(timeZone: string, now: Date): { day: number; time: string } {
  const parts = new Intl.DateTimeFormat("en-GB", { timeZone, weekday: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).formatToParts(now);
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? "";
  return { day: weekdays.indexOf(of("weekday")) + 1, time: `${of("hour")}:${of("minute")}` };
}
