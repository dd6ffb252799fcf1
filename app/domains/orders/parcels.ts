import type { ShipmentStatus } from "./schema.ts";

/** A fulfilment, as Shopify's latest telling of it has it. */
export interface ShipmentFact {
  id: string;
  status: string;
  /** Where Shopify says that it is, as of `updatedAt`. */
  toldStatus: string | null;
  trackingNumber: string | null;
  trackingCompany: string | null;
  trackingUrl: string | null;
  trackingNumbers: string[];
  createdAt: Date;
  updatedAt: Date;
}

/** What a carrier reported: itself, or through Shopify. */
export interface CarrierFact {
  /** Begins with `shopify:` when it came through Shopify. */
  id: string;
  shipmentId: string | null;
  trackingNumber: string | null;
  carrier: string | null;
  status: string;
  happenedAt: Date;
  estimatedDeliveryAt: Date | null;
  /** Whether it was taken back. */
  deleted: boolean;
}

export type Stage = Exclude<ShipmentStatus, "tracking_pending">;

/** One thing on its way: a fulfilment with what its carrier has said, or what only a carrier has told of. */
export interface Parcel {
  /** The fulfilment; null when Shopify has none for it. */
  shipmentId: string | null;
  /** False for a fulfilment that was taken back or failed in Shopify. */
  live: boolean;
  tracking: { number: string; carrier: string | null; url: string | null } | null;
  stage: Stage;
  /** The carrier's last word as it was said, and when that was. */
  carrierStatus: string | null;
  carrierStatusAt: Date | null;
  estimatedDeliveryAt: Date | null;
  /** Whether a label is all that there is. */
  awaitsScan: boolean;
  attemptFailed: boolean;
  deliveredInShopify: boolean;
  createdAt: Date;
  updatedAt: Date;
}

/** Carriers' words, Shopify's fulfilment event statuses first, as the stages that staff see. */
const stageOf: Record<string, Stage> = {
  label_purchased: "label_printed",
  label_printed: "label_printed",
  confirmed: "label_printed",
  ready_for_pickup: "label_printed",
  carrier_picked_up: "in_transit",
  in_transit: "in_transit",
  delayed: "delayed",
  out_for_delivery: "out_for_delivery",
  attempted_delivery: "out_for_delivery",
  delivered: "delivered",
  failure: "failed",
  label_created: "label_printed",
  pre_transit: "label_printed",
  picked_up: "in_transit",
  shipped: "in_transit",
  delivery_attempted: "out_for_delivery",
  failed_attempt: "out_for_delivery",
  failed: "failed",
  exception: "failed",
  returned_to_sender: "failed",
  lost: "failed",
};

/** The carriers' words for a stage. */
export function wordsFor(stage: Stage): string[] {
  return Object.entries(stageOf).flatMap(([word, meant]) => (meant === stage ? [word] : []));
}

/** The stage of a parcel with a tracking number of which a carrier has said this and nothing else. */
export function stageOfWord(word: string): Stage {
  return stageOf[word] ?? "label_printed";
}

const labelOnly = new Set(["label_purchased", "label_printed", "label_created", "pre_transit"]);
const failedAttempts = new Set(["attempted_delivery", "delivery_attempted", "failed_attempt"]);

/**
 * Everything on its way for an order. A function of what is known and of nothing else: whatever came first, and however often,
 * the same facts give the same parcels.
 */
export function parcelsOf(shipments: readonly ShipmentFact[], events: readonly CarrierFact[]): Parcel[] {
  const { own, loose } = sortOut(shipments, events);
  return [...shipments.map((shipment) => parcelOf(shipment, own.get(shipment.id) ?? [])), ...[...loose].flatMap(([number, said]) => looseParcel(number, said))];
}

function isLive({ status }: ShipmentFact): boolean {
  return !["cancelled", "error", "failure"].includes(status);
}

/** Gives each event to the fulfilments that it is about: by their id, by a tracking number, or because only one has none. */
function sortOut(shipments: readonly ShipmentFact[], events: readonly CarrierFact[]) {
  const own = new Map<string, CarrierFact[]>();
  const loose = new Map<string, CarrierFact[]>();
  const add = (map: Map<string, CarrierFact[]>, key: string, event: CarrierFact) => map.set(key, [...(map.get(key) ?? []), event]);
  const untracked = shipments.filter((shipment) => isLive(shipment) && numbersOf(shipment).length === 0);

  for (const event of events) {
    const number = event.trackingNumber;
    const named = shipments.filter((shipment) => shipment.id === event.shipmentId || (number !== null && numbersOf(shipment).includes(number)));
    const about = named.length === 0 && number !== null && untracked.length === 1 ? untracked : named;
    for (const { id } of about) add(own, id, event);
    if (about.length === 0 && number !== null) add(loose, number, event);
  }
  return { own, loose };
}

function numbersOf({ trackingNumber, trackingNumbers }: ShipmentFact): string[] {
  return trackingNumber === null ? trackingNumbers : [trackingNumber, ...trackingNumbers];
}

function parcelOf(shipment: ShipmentFact, events: readonly CarrierFact[]): Parcel {
  // What Shopify says counts as one more word, unless it only sums up an event that is known, be it one that was taken back.
  const fromShopify = events.filter(({ id }) => id.startsWith("shopify:"));
  const summedUp = fromShopify.some(({ status }) => status === shipment.toldStatus);
  const told = shipment.toldStatus === null || summedUp ? [] : [{ id: "", status: shipment.toldStatus, happenedAt: shipment.updatedAt }];
  const said = events.filter(({ deleted }) => !deleted);
  const { carrier, trackingNumber: saidNumber } = latest(said.filter(({ trackingNumber }) => trackingNumber !== null)) ?? { carrier: null, trackingNumber: null };
  const number = shipment.trackingNumber ?? saidNumber;

  return {
    shipmentId: shipment.id,
    live: isLive(shipment),
    tracking: number === null ? null : { number, carrier: shipment.trackingCompany ?? carrier, url: shipment.trackingUrl },
    ...wordsOf([...said, ...told], number !== null),
    estimatedDeliveryAt: estimateOf(said),
    deliveredInShopify: [...fromShopify.filter(({ deleted }) => !deleted), ...told].some(({ status }) => status === "delivered"),
    createdAt: shipment.createdAt,
    updatedAt: shipment.updatedAt,
  };
}

function looseParcel(number: string, events: readonly CarrierFact[]): Parcel[] {
  const said = events.filter(({ deleted }) => !deleted);
  const last = latest(said);
  if (!last) return [];
  const createdAt = said.reduce((first, { happenedAt }) => (happenedAt < first ? happenedAt : first), last.happenedAt);
  const tracking = { number, carrier: last.carrier, url: null };
  return [{ shipmentId: null, live: true, tracking, ...wordsOf(said, true), estimatedDeliveryAt: estimateOf(said), deliveredInShopify: false, createdAt, updatedAt: last.happenedAt }];
}

interface Word {
  id: string;
  status: string;
  happenedAt: Date;
}

function wordsOf(words: readonly Word[], tracked: boolean): Pick<Parcel, "stage" | "carrierStatus" | "carrierStatusAt" | "awaitsScan" | "attemptFailed"> {
  const last = latest(words);
  // A word that nobody here knows says that the carrier speaks, not where the parcel is.
  const known = latest(words.filter(({ status }) => stageOf[status]));
  return {
    stage: (known && stageOf[known.status]) ?? (tracked ? "label_printed" : "none"),
    carrierStatus: last?.status ?? null,
    carrierStatusAt: last?.happenedAt ?? null,
    awaitsScan: tracked && (last === undefined || labelOnly.has(last.status)),
    attemptFailed: known !== undefined && failedAttempts.has(known.status),
  };
}

function estimateOf(events: readonly CarrierFact[]): Date | null {
  return latest(events.filter(({ estimatedDeliveryAt }) => estimatedDeliveryAt !== null))?.estimatedDeliveryAt ?? null;
}

/** The last of them by the time that it happened; of two at once, the one with the greater id. */
function latest<T extends Word>(words: readonly T[]): T | undefined {
  return words.reduce<T | undefined>((last, word) => (last && (last.happenedAt > word.happenedAt || (last.happenedAt.getTime() === word.happenedAt.getTime() && last.id > word.id)) ? last : word), undefined);
}
