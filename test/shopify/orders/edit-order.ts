import { emitRouted } from "../fulfillment/payload.ts";
import { takeUnsent } from "../fulfillment/take-unsent.ts";
import { commitStock } from "../inventory/stock.ts";
import { numericId, type Gid } from "../model/ids.ts";
import { type Order } from "../model/order.ts";
import { inZone } from "../model/time.ts";
import { type Change } from "../state/change.ts";
import { lineItemOf, type NewLine } from "./create-order.ts";
import { keepOrder, statusOf } from "./keep.ts";
import { routeOrder } from "./route-order.ts";

export interface OrderEdit {
  additions: NewLine[];
  /** Units that were not sent yet; they go back on the shelf. */
  removals: { lineItemId: Gid; quantity: number }[];
}

/** Edits a placed order as its merchant may: new lines come with fulfillment orders of their own, and the total follows. */
export function editOrder(change: Change, order: Order, { additions, removals }: OrderEdit) {
  const before = statusOf(order);
  for (const { lineItemId, quantity } of removals) {
    takeUnsent(change, order, lineItemId, quantity, true);
    const line = order.lineItems.find(({ id }) => id === lineItemId);
    if (line) line.removedQuantity += quantity;
  }
  const added = additions.map((line) => lineItemOf(change, order.id, line));
  order.lineItems.push(...added);
  const routed = routeOrder(change, order, added);
  order.fulfillmentOrders.push(...routed);
  if (order.claimsInventory) commitStock(change, order, routed);
  change.note(order, "edited", "This order was edited.");
  keepOrder(change, order, before);

  const deltas = { additions: added.map(({ id, quantity }) => ({ id: numericId(id), delta: quantity })), removals: removals.map(({ lineItemId, quantity }) => ({ id: numericId(lineItemId), delta: quantity })) };
  change.emit("orders/edited", order.id, editPayload(change, order, deltas), order.id);
  for (const fulfillmentOrder of routed) emitRouted(change, order, fulfillmentOrder);
}

/** Removes an order for good. */
export function deleteOrder(change: Change, order: Order) {
  change.world.orders.remove(change.shop.domain, order.id);
  change.emit("orders/delete", order.id, () => ({ id: numericId(order.id) }), order.id);
}

function editPayload(change: Change, order: Order, lineItems: object) {
  const at = inZone(change.now, change.shop.timeZone);
  const none = { additions: [], removals: [] };
  const edit = {
    id: numericId(change.id("CalculatedOrder")),
    app_id: null,
    created_at: at,
    committed_at: at,
    notify_customer: false,
    order_id: numericId(order.id),
    staff_note: "",
    user_id: change.actor.staff ? numericId(change.actor.staff.id) : null,
    line_items: lineItems,
    discounts: { line_item: none },
    shipping_lines: none,
  };
  return () => ({ order_edit: edit });
}
