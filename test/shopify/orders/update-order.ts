import { refuse } from "../admin-api/errors.ts";
import { type Gid } from "../model/ids.ts";
import { type Order } from "../model/order.ts";
import { type Address } from "../model/shop.ts";
import { type Change } from "../state/change.ts";
import { addressOf, type AddressInput } from "./address-input.ts";
import { sortedTags } from "./create-order.ts";
import { keepOrder } from "./keep.ts";

export interface OrderInput {
  id: Gid;
  note?: string | null;
  tags?: string[] | null;
  email?: string | null;
  phone?: string | null;
  poNumber?: string | null;
  customAttributes?: { key: string; value: string }[] | null;
  shippingAddress?: AddressInput | null;
  metafields?: unknown[] | null;
  localizedFields?: unknown[] | null;
}

export function getOrder({ world, shop }: Change, id: Gid, field: string): Order {
  return world.orders.find(shop.domain, id) ?? refuse([field], "Order does not exist", "NOT_FOUND");
}

/** Writes what the input names, and leaves the rest; tags are replaced as a whole. */
export function updateOrder(change: Change, input: OrderInput): Order {
  const order = getOrder(change, input.id, "id");
  for (const name of ["metafields", "localizedFields"] as const) {
    if (input[name]?.length) refuse(["input", name], `Local Shopify does not take '${name}' here: use metafieldsSet.`);
  }
  if (input.note !== undefined) order.note = input.note;
  if (input.email !== undefined) order.email = input.email;
  if (input.phone !== undefined) order.phone = input.phone;
  if (input.poNumber !== undefined) order.poNumber = input.poNumber;
  if (input.tags) order.tags = sortedTags(input.tags);
  if (input.customAttributes) order.customAttributes = input.customAttributes;
  if (input.shippingAddress) order.shippingAddress = { ...order.shippingAddress, ...addressOf(input.shippingAddress) } satisfies Address;
  keepOrder(change, order);
  return order;
}

export function closeOrder(change: Change, id: Gid): Order {
  const order = getOrder(change, id, "id");
  if (order.closedAt) return order;
  order.closedAt = change.now;
  change.note(order, "closed", "This order was archived.");
  keepOrder(change, order);
  return order;
}

export function reopenOrder(change: Change, id: Gid): Order {
  const order = getOrder(change, id, "id");
  if (!order.closedAt) return order;
  order.closedAt = null;
  change.note(order, "re_opened", "This order was unarchived.");
  keepOrder(change, order);
  return order;
}
