import { type Gid } from "../model/ids.ts";
import { type Order } from "../model/order.ts";
import { type Shop } from "../model/shop.ts";
import { type AccessToken } from "../state/tokens-table.ts";
import { type World } from "../state/world.ts";
import { invalidId } from "./errors.ts";

/** What every resolver is given besides its field. */
export class Context {
  readonly world: World;
  readonly shop: Shop;
  readonly token: AccessToken;
  readonly version: string;
  /** Inside a bulk operation connections need no page size, and give everything. */
  readonly bulk: boolean;
  /** Called after each mutation, with what it committed. */
  readonly afterCommit: () => void;
  readonly #orders = new Map<Gid, Order>();

  constructor(world: World, shop: Shop, token: AccessToken, version: string, { bulk = false, afterCommit = () => {} } = {}) {
    this.world = world;
    this.shop = shop;
    this.token = token;
    this.version = version;
    this.bulk = bulk;
    this.afterCommit = afterCommit;
  }

  allows(scope: string): boolean {
    const { scopes } = this.token;
    return scopes.includes("*") || scopes.includes(scope) || (scope.startsWith("read_") && scopes.includes(scope.replace("read_", "write_")));
  }

  /** The order that a part says it belongs to. */
  order(id: Gid): Order {
    const order = this.#orders.get(id) ?? this.world.orders.find(this.shop.domain, id);
    if (!order) throw invalidId(id);
    return this.keep(order);
  }

  /** Remembers an order that was read, so that its parts find it again. */
  keep(order: Order): Order {
    this.#orders.set(order.id, order);
    return order;
  }

  forget() {
    this.#orders.clear();
  }
}
