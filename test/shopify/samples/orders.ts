import { setImmediate as turn } from "node:timers/promises";
import { createEvent } from "../fulfillment/update-fulfillment.ts";
import { fulfillOrder } from "../fulfillment/create-fulfillment.ts";
import { trackingOf } from "../fulfillment/tracking.ts";
import { type Fulfillment } from "../model/fulfillment.ts";
import { type Gid } from "../model/ids.ts";
import { type Order } from "../model/order.ts";
import { type Shop } from "../model/shop.ts";
import { toInstant } from "../model/time.ts";
import { createOrder } from "../orders/create-order.ts";
import { cashOnDelivery } from "../payments/gateways.ts";
import { requestReturn } from "../returns/request-return.ts";
import { reasons } from "../returns/reasons.ts";
import { type Actor, type Change, commitChange } from "../state/change.ts";
import { type World } from "../state/world.ts";
import { newOrder } from "./new-order.ts";
import { Random } from "./random.ts";

export const templates = ["prepaid", "cod", "unfulfilled", "shipped", "delivered", "return_requested"] as const;
export type Template = (typeof templates)[number];

export interface SampleOptions {
  count: number;
  template?: Template | undefined;
  /** How many hours ago they were placed: at the least and at the most. */
  ageHours: [number, number];
  /** Overrides for each of them. */
  tags?: string[];
  email?: string;
  gateway?: string;
  /** Whether nobody hears of them, as when a store already had them before the app was installed. */
  silent: boolean;
  /** Called when some of them are committed. */
  onProgress: () => void;
}

const hour = 3_600_000;
const mix: Template[] = ["prepaid", "prepaid", "cod", "cod", "unfulfilled", "shipped", "shipped", "shipped", "delivered", "delivered", "return_requested"];

/** Makes orders as customers, staff and carriers would have: placed, sent, carried and asked to be taken back, each at its time. */
export async function createSampleOrders(world: World, shop: Shop, options: SampleOptions): Promise<Gid[]> {
  const made: Gid[] = [];
  const nextRandom = () => new Random(world.options.seed * 1_000_003 + world.db.next(`samples ${shop.domain}`, 1));
  const now = world.options.now();
  // Numbers go by age: the oldest is placed first.
  const ages = agesOf(options, nextRandom());
  for (const [index, age] of ages.entries()) {
    made.push(new Sample(world, shop, options, { random: nextRandom(), placedAt: now - age * hour, now }).make());
    if (index % 20 === 19) {
      options.onProgress();
      await turn();
    }
  }
  options.onProgress();
  return made;
}

function agesOf({ count, ageHours: [least, most] }: SampleOptions, random: Random): number[] {
  return Array.from({ length: count }, () => least + random.next() * (most - least)).sort((a, b) => b - a);
}

interface Circumstances {
  random: Random;
  placedAt: number;
  now: number;
}

class Sample {
  readonly #world: World;
  readonly #shop: Shop;
  readonly #options: SampleOptions;
  readonly #random: Random;
  readonly #placedAt: number;
  readonly #now: number;

  constructor(world: World, shop: Shop, options: SampleOptions, { random, placedAt, now }: Circumstances) {
    this.#world = world;
    this.#shop = shop;
    this.#options = options;
    this.#random = random;
    this.#placedAt = placedAt;
    this.#now = now;
  }

  make(): Gid {
    const random = this.#random;
    const template = this.#options.template ?? random.pick(mix);
    const cod = template === "cod" || (template !== "prepaid" && random.chance(0.4));
    const { tags, email, gateway } = this.#options;
    const order = this.#at(0, customer, (change) => {
      const input = newOrder(change, random, gateway ?? (cod ? cashOnDelivery : undefined));
      return createOrder(change, { ...input, tags: tags ?? input.tags, email: email ?? input.email });
    });
    if (template === "shipped" || template === "delivered" || template === "return_requested") this.#ship(order.id, template !== "shipped");
    if (template === "return_requested") this.#requestReturn(order.id);
    return order.id;
  }

  #ship(id: Gid, delivered: boolean) {
    const sent = this.#at(0.2, system, (change) => {
      const carrier = this.#random.pick(this.#shop.currencyCode === "INR" ? ["Blue Dart", "Delhivery", "India Post"] : ["DHL Express", "UPS", "FedEx"]);
      const number = `${carrier.slice(0, 2).toUpperCase()}${this.#random.between(100_000_000, 999_999_999)}`;
      return fulfillOrder(change, this.#order(id), trackingOf({ company: carrier, number }));
    });
    for (const fulfillment of sent) {
      this.#carry(fulfillment, 0.35, "IN_TRANSIT", "On its way");
      if (!delivered) continue;
      this.#carry(fulfillment, 0.6, "OUT_FOR_DELIVERY", "Out for delivery");
      this.#carry(fulfillment, 0.7, "DELIVERED", "Delivered");
    }
  }

  #carry({ id }: Fulfillment, share: number, status: string, message: string) {
    this.#at(share, carrier, (change) => {
      const { city } = this.#world.orders.findByPart(this.#shop.domain, id)?.shippingAddress ?? {};
      createEvent(change, { fulfillmentId: id, status, message, city: city ?? null, country: this.#shop.countryCode });
    });
  }

  #requestReturn(id: Gid) {
    this.#at(0.9, customer, (change) => {
      const line = this.#order(id).fulfillments[0]?.lines[0];
      const reason = this.#random.pick(reasons.filter(({ handle }) => !["unknown", "other-reason"].includes(handle)));
      if (line) requestReturn(change, { orderId: id, returnLineItems: [{ fulfillmentLineItemId: line.id, quantity: 1, returnReasonDefinitionId: reason.id, customerNote: "" }] });
    });
  }

  #order(id: Gid): Order {
    const order = this.#world.orders.find(this.#shop.domain, id);
    if (!order) throw new Error(`${id} is gone`);
    return order;
  }

  /** Does something at a point between the moment that the order was placed at (0) and now (1). */
  #at<T>(share: number, actor: Actor, work: (change: Change) => T): T {
    const now = toInstant(this.#placedAt + (this.#now - this.#placedAt) * share);
    return commitChange(this.#world, this.#shop, { actor, now, silent: this.#options.silent }, work);
  }
}

const customer: Actor = { kind: "customer", staff: undefined };
const carrier: Actor = { kind: "carrier", staff: undefined };
const system: Actor = { kind: "system", staff: undefined };
