import { BadRequest } from "../http/request.ts";
import { unfulfilledQuantity } from "../model/order-status.ts";
import { deleteOrder, editOrder } from "../orders/edit-order.ts";
import { lineOf } from "../samples/new-order.ts";
import { commitChange } from "../state/change.ts";
import { type World } from "../state/world.ts";
import { findOrder } from "./orders.ts";
import { type Input } from "./input.ts";

/** The merchant's staff edit an order: some units of a product that it does not have yet, fewer of what was not sent yet. */
export function edit(world: World, input: Input) {
  const shop = input.shop(world);
  const order = findOrder(world, shop, input.required("order"));
  if (order.cancelledAt) throw new BadRequest(`${order.name} is cancelled.`, 409);
  const [add, remove] = [units(input, "add"), units(input, "remove")];
  if (add + remove === 0) throw new BadRequest("Say how many units to 'add' or to 'remove'.");

  const line = order.lineItems.find((each) => unfulfilledQuantity(order, each) >= remove);
  if (!line) throw new BadRequest(`No line of ${order.name} has ${remove} units that were not sent.`, 409);
  const product = world.documents.list(shop.domain, "Product").find(({ id }) => order.lineItems.every(({ productId }) => productId !== id));
  const variant = product?.variants[0];
  if (add > 0 && !variant) throw new BadRequest(`${order.name} has every product already.`, 409);
  const additions = product && variant && add > 0 ? [lineOf(shop, product, variant, add)] : [];
  const removals = remove > 0 ? [{ lineItemId: line.id, quantity: remove }] : [];

  commitChange(world, shop, { actor: { kind: "staff", staff: shop.staff[0] } }, (change) => editOrder(change, order, { additions, removals }));
  return { added: additions.map(({ title, quantity }) => ({ title, quantity })), removed: removals };
}

/** The merchant's staff delete an order, which Shopify lets them do once it is cancelled or archived. */
export function remove(world: World, input: Input) {
  const shop = input.shop(world);
  const order = findOrder(world, shop, input.required("order"));
  if (!order.closedAt) throw new BadRequest(`${order.name} is open: cancel it or close it first.`, 409);
  commitChange(world, shop, { actor: { kind: "staff", staff: shop.staff[0] } }, (change) => deleteOrder(change, order));
  return { deleted: order.id };
}

function units(input: Input, name: string): number {
  const number = input.number(name) ?? 0;
  if (!Number.isInteger(number) || number < 0) throw new BadRequest(`'${name}' must be a whole number.`);
  return number;
}
