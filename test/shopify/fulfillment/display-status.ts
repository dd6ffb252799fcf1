import { type Fulfillment, type FulfillmentEvent } from "../model/fulfillment.ts";

/** The newest event by the moment that it happened at; of two at once, the one that was told later. */
export function latestEvent({ events }: Fulfillment): FulfillmentEvent | undefined {
  return events.reduce<FulfillmentEvent | undefined>((latest, each) => (latest && latest.happenedAt > each.happenedAt ? latest : each), undefined);
}

export function displayStatusOf(fulfillment: Fulfillment): string {
  if (fulfillment.status === "CANCELLED") return "CANCELED";
  return latestEvent(fulfillment)?.status ?? "FULFILLED";
}

/** When the first event of a status happened. */
export function firstAt({ events }: Fulfillment, status: string): string | null {
  const times = events.filter((event) => event.status === status).map(({ happenedAt }) => happenedAt);
  return times.sort()[0] ?? null;
}
