import { type Gid } from "../model/ids.ts";
import { type OrderEvent, type Order } from "../model/order.ts";
import { type Shop, type Staff } from "../model/shop.ts";
import { type Instant } from "../model/time.ts";
import { publish } from "../webhooks/publish.ts";
import { type World } from "./world.ts";

/** Who does something. */
export interface Actor {
  kind: "app" | "staff" | "customer" | "carrier" | "system";
  staff: Staff | undefined;
}

/**
 * One action of somebody in one shop. All that it saves is committed together with the webhooks that it causes, or
 * nothing is; the webhooks carry the state that the action ends in.
 */
export class Change {
  readonly world: World;
  readonly shop: Shop;
  readonly actor: Actor;
  readonly now: Instant;
  /** What is to follow once this is committed. */
  readonly after: (() => void)[] = [];
  readonly #events = new Map<string, { topic: string; payload: () => object; orderId: Gid | null }>();

  constructor(world: World, shop: Shop, actor: Actor, now = world.now()) {
    this.world = world;
    this.shop = shop;
    this.actor = actor;
    this.now = now;
  }

  id(type: string): Gid {
    return this.world.newId(type);
  }

  /** Announces something; told twice about the same resource, subscribers hear it once, as it was in the end. */
  emit(topic: string, resource: Gid, payload: () => object, orderId: Gid | null = null) {
    this.#events.set(`${topic} ${resource}`, { topic, payload, orderId });
  }

  /** Keeps an order as it is now. Does not touch `updatedAt`: not every change does on Shopify. */
  saveOrder(order: Order) {
    const customer = this.world.documents.find(this.shop.domain, "Customer", order.customerId);
    const name = [customer?.firstName, customer?.lastName].filter(Boolean).join(" ");
    this.world.orders.save(this.shop.domain, order, customer && { name });
  }

  /** Writes a line in the order's history. */
  note(order: Order, action: string, message: string) {
    const event: OrderEvent = { id: this.id("BasicEvent"), orderId: order.id, action, message, createdAt: this.now };
    order.events.push(event);
  }

  publish() {
    const events = [...this.#events.values()].map(({ topic, payload, orderId }) => ({ topic, payload: payload(), orderId }));
    publish(this.world, this.shop, events);
  }
}

interface ChangeOptions {
  actor: Actor;
  now?: Instant;
  /** Whether webhooks are sent; sample data in bulk may do without. */
  silent?: boolean;
}

/** Runs an action and commits it. The world's webhooks are sent after that by whoever wakes the sender. */
export function commitChange<T>(world: World, shop: Shop, { actor, now, silent = false }: ChangeOptions, work: (change: Change) => T): T {
  const change = new Change(world, shop, actor, now ?? world.now());
  const result = world.db.transaction(() => {
    const made = work(change);
    if (!silent) change.publish();
    return made;
  });
  for (const follow of change.after) follow();
  return result;
}

export const theApp: Actor = { kind: "app", staff: undefined };
