import { invalidId, refuse, type UserError, UserErrors } from "../admin-api/errors.ts";
import { restock } from "../inventory/stock.ts";
import { typeOfGid, type Gid } from "../model/ids.ts";
import { sum } from "../model/money.ts";
import { type Order } from "../model/order.ts";
import { type Disposition, type DispositionType, type ReverseFulfillmentOrder, type ReverseFulfillmentOrderLine } from "../model/return.ts";
import { type Change } from "../state/change.ts";
import { reverseOrdersOf } from "./find.ts";
import { emitDisposed } from "./payload.ts";
import { findSentLine } from "./returnable.ts";

export interface DisposeInput {
  reverseFulfillmentOrderLineItemId: Gid;
  quantity: number;
  dispositionType: DispositionType;
  locationId?: Gid | null;
}

/** Says what becomes of units that came back. They must be of one reverse fulfillment order, and must have come back at all. */
export function disposeUnits(change: Change, inputs: DisposeInput[]): ReverseFulfillmentOrderLine[] {
  const { world, shop } = change;
  if (inputs.length === 0) refuse(["dispositionInputs"], "The array cannot be empty.", "BLANK");
  for (const { reverseFulfillmentOrderLineItemId: id, locationId } of inputs) {
    if (typeOfGid(id) !== "ReverseFulfillmentOrderLineItem") throw invalidId(id);
    if (locationId && typeOfGid(locationId) !== "Location") throw invalidId(locationId);
  }
  const order = world.orders.findByPart(shop.domain, inputs[0]!.reverseFulfillmentOrderLineItemId);
  const reverse = order && reverseOrdersOf(order).find(({ lines }) => inputs.every((input) => lines.some(({ id }) => id === input.reverseFulfillmentOrderLineItemId)));
  if (!order || !reverse) refuse(["dispositionInputs"], "Cannot dispose items from more than one reverse fulfillment order.", "INVALID");
  const errors = inputs.flatMap((input, index) => dispositionProblems(change, order, reverse, input, ["dispositionInputs", String(index)]));
  if (errors.length > 0) throw new UserErrors(errors);
  const lines = applyDispositions(change, order, reverse, inputs);
  change.saveOrder(order);
  return lines;
}

export function dispositionProblems(change: Change, order: Order, reverse: ReverseFulfillmentOrder, input: DisposeInput, field: string[]): UserError[] {
  const { world, shop } = change;
  const line = reverse.lines.find(({ id }) => id === input.reverseFulfillmentOrderLineItemId);
  if (!line) return [{ field: [...field, "reverseFulfillmentOrderLineItemId"], message: "Reverse fulfillment order line item was not found.", code: "NOT_FOUND" }];
  const errors: UserError[] = [];
  const custom = lineItemOf(order, line)?.inventoryItemId === null;
  if (input.dispositionType === "RESTOCKED" && custom) {
    errors.push({ field: [...field, "dispositionType"], message: "RESTOCKED is an invalid disposition type for a custom line item.", code: "INVALID" });
  }
  if (input.locationId && !world.documents.find(shop.domain, "Location", input.locationId)) errors.push({ field: [...field, "locationId"], message: "Location not found.", code: "NOT_FOUND" });
  if (input.dispositionType === "RESTOCKED" && !input.locationId) errors.push({ field: [...field, "locationId"], message: "Location can't be blank", code: "BLANK" });
  const disposed = sum(line.dispositions.map(({ quantity }) => quantity));
  if (input.quantity <= 0 || disposed + input.quantity > line.totalQuantity) errors.push({ field: [...field, "quantity"], message: "Quantity is invalid.", code: "INVALID" });
  return errors;
}

/** Does what was checked: records it, and puts what is restocked on the shelf. Does not save the order. */
export function applyDispositions(change: Change, order: Order, reverse: ReverseFulfillmentOrder, inputs: DisposeInput[]): ReverseFulfillmentOrderLine[] {
  const lines = inputs.map((input) => {
    const line = reverse.lines.find(({ id }) => id === input.reverseFulfillmentOrderLineItemId)!;
    const { quantity, dispositionType: type, locationId } = input;
    const disposition: Disposition = { id: change.id("ReverseFulfillmentOrderDisposition"), orderId: order.id, type, quantity, locationId: locationId ?? null, createdAt: change.now };
    line.dispositions.push(disposition);
    const lineItem = lineItemOf(order, line);
    if (type === "RESTOCKED" && locationId && lineItem) restock(change, order, lineItem.id, locationId, quantity);
    return line;
  });
  emitDisposed(change, order, reverse, inputs.map((input) => ({ lineId: input.reverseFulfillmentOrderLineItemId, type: input.dispositionType, locationId: input.locationId ?? null, quantity: input.quantity })));
  return [...new Set(lines)];
}

function lineItemOf(order: Order, { fulfillmentLineItemId }: ReverseFulfillmentOrderLine) {
  const sent = findSentLine(order, fulfillmentLineItemId);
  return order.lineItems.find(({ id }) => id === sent?.lineItemId);
}
