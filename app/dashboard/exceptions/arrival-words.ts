import { t } from "#app/ui/text.ts";
import type { ExceptionView } from "./exception-view.ts";
import { exceptionsText } from "./exceptions-text.ts";

type Arrivals = Pick<ExceptionView["exception"], "applied_raw_id" | "first" | "last" | "arrivals">;

/** Which arrival of an event is meant: one of the two that are compared, the only one, or another, by when it came. */
export function arrivalName({ first, last, arrivals }: Omit<Arrivals, "applied_raw_id">, rawId: string, time: (at: string) => string): string {
  const text = exceptionsText.arrival;
  if (rawId === first.raw_id) return first.raw_id === last.raw_id ? text.only : text.first;
  if (rawId === last.raw_id) return text.last;
  const other = arrivals.find(({ raw_id }) => raw_id === rawId);
  return other ? t(text.other, { time: time(other.received_at) }) : text.another;
}

/** What of an event the order shows now. */
export function inEffect(exception: Arrivals, time: (at: string) => string): string {
  const { applied_raw_id: applied, first, last } = exception;
  if (applied !== null) return arrivalName(exception, applied, time);
  return first.raw_id === last.raw_id ? exceptionsText.appliedNow.none : exceptionsText.appliedNow.neither;
}
