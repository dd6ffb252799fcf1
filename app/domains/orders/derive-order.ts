import { type LimitName, limitEnds, type ShopLimits } from "#app/domains/shops/index.server.ts";
import { type CarrierFact, type Parcel, parcelsOf, type ShipmentFact, type Stage } from "./parcels.ts";
import type { ShipmentStatus } from "./schema.ts";
import type { FulfillmentStatus } from "./snapshot.ts";

/** What an order's derived columns follow from. */
export interface OrderFacts {
  createdAt: Date;
  isOpen: boolean;
  isDeleted: boolean;
  /** When staff last said that the order is on its way. */
  acknowledgedAt: Date | null;
  shopifyFulfillmentStatus: FulfillmentStatus;
  requiresShipping: boolean;
  shipments: ShipmentFact[];
  events: CarrierFact[];
  /** Set while a fulfilment that staff asked for is on its way to Shopify. */
  pendingFulfillment: { trackingNumber: string | null; trackingCompany: string | null; trackingUrl: string | null; requestedAt: Date } | null;
  /** When the last fulfilment that staff asked for was given up; null when there is none, or it has been asked for again. */
  refusedFulfillmentAt: Date | null;
}

/** What can be wrong with an order's shipping. `untracked`: a parcel has left, and nobody has told its number; `refused`: Shopify would not fulfil it. */
export type ShipmentRule = "refused" | "tracking_pending" | "delayed" | "unscanned" | "attempt_failed" | "failed" | "unmarked" | "untracked";

export interface DerivedOrder {
  fulfillmentStatus: FulfillmentStatus;
  shipmentStatus: ShipmentStatus;
  tracking: Parcel["tracking"];
  shipmentUpdatedAt: Date | null;
  /** Every parcel, with the stage that it is in now. */
  parcels: Parcel[];
  /** The rules that hold now. */
  holding: ReadonlySet<ShipmentRule>;
  /** When time alone may change any of this. */
  nextCheckAt: Date | null;
}

/** A rule, and the time in which it holds. */
interface Watch {
  rule: ShipmentRule;
  from: Date;
  until?: Date;
}

/** A parcel that nobody has asked about for so long is history, not work. `delayed` and `tracking_pending` stay: they are statuses too. */
const workFor = 30 * 24 * 3_600_000;

/** Of several parcels the one that needs most attention speaks for the order. */
const urgency: ShipmentStatus[] = ["failed", "delayed", "none", "tracking_pending", "label_printed", "in_transit", "out_for_delivery", "delivered"];

/** Everything about an order that follows from its parts, the shop's limits and the time. */
export function deriveOrder(facts: OrderFacts, limits: ShopLimits, now: Date): DerivedOrder {
  const known = parcelsOf(facts.shipments, facts.events);
  const watched = known.map((parcel) => ({ parcel, watches: parcel.live && !facts.isDeleted ? watchesOf(parcel, limits) : [] }));
  const parcels = watched.map(({ parcel, watches }) => ({ ...parcel, stage: stageNow(parcel, watches, now) }));
  const live = parcels.filter((parcel) => parcel.live).sort(byUrgency);

  const [speaker] = live;
  const { pendingFulfillment: pending } = facts;
  const promised = pending?.trackingNumber ? { number: pending.trackingNumber, carrier: pending.trackingCompany, url: pending.trackingUrl } : null;
  const tracking = live.find((parcel) => parcel.tracking)?.tracking ?? promised;
  const waitsForTracking = !tracking && facts.isOpen && !facts.isDeleted && facts.requiresShipping;
  const watches = watched.flatMap((each) => each.watches);
  if (waitsForTracking && !facts.acknowledgedAt) watches.push(...watch(limits, "trackingPendingHours", facts.createdAt, (from) => ({ rule: "tracking_pending", from })));
  if (!promised && !facts.isDeleted && facts.requiresShipping && !facts.acknowledgedAt) watches.push(...live.filter(isUntracked).flatMap(({ createdAt }) => limited("untracked", createdAt, limits, "trackingPendingHours")));
  if (facts.refusedFulfillmentAt && facts.isOpen && !facts.isDeleted && facts.shopifyFulfillmentStatus !== "fulfilled") watches.push({ rule: "refused", from: facts.refusedFulfillmentAt });
  const dealtWith = ({ from }: Watch) => facts.acknowledgedAt !== null && from <= facts.acknowledgedAt;
  const holding = new Set(watches.filter((watch) => holds(watch, now) && !dealtWith(watch)).map(({ rule }) => rule));

  return {
    fulfillmentStatus: pending ? "fulfilled" : facts.shopifyFulfillmentStatus,
    shipmentStatus: statusOf(speaker?.stage, tracking !== null, holding.has("tracking_pending")),
    tracking,
    shipmentUpdatedAt: latest([...live.map(({ carrierStatusAt, updatedAt }) => carrierStatusAt ?? updatedAt), pending?.requestedAt]),
    parcels,
    holding,
    nextCheckAt: earliest(watches.flatMap(({ from, until }) => [from, until]), now),
  };
}

function byUrgency(a: Parcel, b: Parcel): number {
  return urgency.indexOf(a.stage) - urgency.indexOf(b.stage) || b.createdAt.getTime() - a.createdAt.getTime() || (nameOf(a) < nameOf(b) ? -1 : 1);
}

function nameOf({ shipmentId, tracking }: Parcel): string {
  return shipmentId ?? tracking?.number ?? "";
}

function statusOf(carried: Stage | undefined, tracked: boolean, overdue: boolean): ShipmentStatus {
  if (carried && carried !== "none") return carried;
  if (overdue) return "tracking_pending";
  return tracked ? "label_printed" : "none";
}

function isUntracked({ shipmentId, tracking, stage }: Parcel): boolean {
  return shipmentId !== null && tracking === null && stage !== "delivered";
}

function watch(limits: ShopLimits, name: LimitName, since: Date, watched: (from: Date) => Watch): Watch[] {
  const from = limitEnds(limits, name, since);
  return from ? [watched(from)] : [];
}

function limited(rule: ShipmentRule, since: Date, limits: ShopLimits, name: LimitName): Watch[] {
  return watch(limits, name, since, (from) => ({ rule, from, until: new Date(since.getTime() + workFor) }));
}

/** When which rule holds for a parcel, if nobody speaks of it again. */
function watchesOf(parcel: Parcel, limits: ShopLimits): Watch[] {
  const said = parcel.carrierStatusAt ?? parcel.updatedAt;
  switch (parcel.stage) {
    case "none":
      return [];
    case "label_printed":
      return parcel.awaitsScan ? limited("unscanned", parcel.carrierStatusAt ?? parcel.createdAt, limits, "unscannedHours") : [];
    case "in_transit":
    case "out_for_delivery":
      // More than so long ago: from the moment after.
      return [...watch(limits, "delayedHours", said, (from) => ({ rule: "delayed", from: new Date(from.getTime() + 1) })), ...(parcel.attemptFailed ? limited("attempt_failed", said, limits, "failedAttemptHours") : [])];
    case "delayed":
      return [{ rule: "delayed", from: said }];
    case "delivered":
      return parcel.deliveredInShopify ? [] : limited("unmarked", said, limits, "unmarkedHours");
    case "failed":
      return [{ rule: "failed", from: said, until: new Date(said.getTime() + workFor) }];
  }
}

function stageNow(parcel: Parcel, watches: readonly Watch[], now: Date): Stage {
  return watches.some((watch) => watch.rule === "delayed" && holds(watch, now)) ? "delayed" : parcel.stage;
}

function holds({ from, until }: Watch, now: Date): boolean {
  return from <= now && (until === undefined || now < until);
}

function latest(times: (Date | undefined)[]): Date | null {
  const known = times.flatMap((time) => (time ? [time.getTime()] : []));
  return known.length > 0 ? new Date(Math.max(...known)) : null;
}

function earliest(times: (Date | undefined)[], now: Date): Date | null {
  const coming = times.flatMap((time) => (time && time > now ? [time.getTime()] : []));
  return coming.length > 0 ? new Date(Math.min(...coming)) : null;
}
