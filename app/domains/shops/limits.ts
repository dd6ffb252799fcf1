import { afterBusinessTime, beforeBusinessTime, type BusinessCalendar } from "#app/platform/business-time.ts";
import type { LimitName, ShopSettings } from "./settings.ts";

const hour = 3_600_000;

/** A shop's limits in hours, null where it does without one, and which of them count its business hours alone. */
export type ShopLimits = Pick<ShopSettings, LimitName> & { business?: { limits: readonly LimitName[]; calendar: BusinessCalendar } };

/** When a limit has run out for what began at a moment; null where the shop does without it. */
export function limitEnds({ business, ...limits }: ShopLimits, name: LimitName, since: Date): Date | null {
  const hours = limits[name];
  if (hours === null) return null;
  return business?.limits.includes(name) ? afterBusinessTime(since, hours * hour, business.calendar) : new Date(since.getTime() + hours * hour);
}

/** When what has just now run out of a limit began: what began later still has time. Null where the shop does without it. */
export function limitBegan({ business, ...limits }: ShopLimits, name: LimitName, now: Date): Date | null {
  const hours = limits[name];
  if (hours === null) return null;
  return business?.limits.includes(name) ? beforeBusinessTime(now, hours * hour, business.calendar) : new Date(now.getTime() - hours * hour);
}
