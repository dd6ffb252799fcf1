import { invalidId, refuse } from "../admin-api/errors.ts";
import { typeOfGid, type Gid } from "../model/ids.ts";
import { sum } from "../model/money.ts";
import { type ReverseDelivery, type ReverseFulfillmentOrder } from "../model/return.ts";
import { type Change } from "../state/change.ts";
import { getReverseDelivery, getReverseOrder } from "./find.ts";
import { emitDeliverable } from "./payload.ts";

export interface DeliveryInput {
  tracking?: { number?: string | null; url?: string | null } | null;
  label?: { fileUrl?: string | null } | null;
}

interface DeliveryLine {
  reverseFulfillmentOrderLineItemId: Gid;
  quantity: number;
}

/** Says how units are on their way back. No lines mean all of them. */
export function createReverseDelivery(change: Change, id: Gid, lines: DeliveryLine[], input: DeliveryInput): ReverseDelivery {
  const { order, reverse } = getReverseOrder(change, id);
  checkLines(reverse, lines);
  const all = reverse.lines.map((line) => ({ reverseFulfillmentOrderLineItemId: line.id, quantity: line.totalQuantity }));
  const delivery: ReverseDelivery = {
    id: change.id("ReverseDelivery"),
    orderId: order.id,
    returnId: reverse.returnId,
    lines: (lines.length > 0 ? lines : all).map((line) => ({ id: change.id("ReverseDeliveryLineItem"), reverseFulfillmentOrderLineId: line.reverseFulfillmentOrderLineItemId, quantity: line.quantity })),
    tracking: null,
    label: null,
  };
  attach(change, delivery, input);
  reverse.deliveries.push(delivery);
  change.saveOrder(order);
  emitDeliverable(change, order, delivery);
  return delivery;
}

/** Writes what the input names over what a delivery had. */
export function updateReverseDelivery(change: Change, id: Gid, input: DeliveryInput): ReverseDelivery {
  const { order, delivery } = getReverseDelivery(change, id);
  attach(change, delivery, input);
  change.saveOrder(order);
  emitDeliverable(change, order, delivery);
  return delivery;
}

function attach(change: Change, delivery: ReverseDelivery, { tracking, label }: DeliveryInput) {
  if (tracking) delivery.tracking = { number: tracking.number ?? null, url: tracking.url ?? null, carrierName: null };
  if (label?.fileUrl) delivery.label = { publicFileUrl: label.fileUrl, createdAt: change.now };
}

function checkLines({ lines }: ReverseFulfillmentOrder, wanted: DeliveryLine[]) {
  wanted.forEach(({ reverseFulfillmentOrderLineItemId: id }, index) => {
    if (typeOfGid(id) !== "ReverseFulfillmentOrderLineItem") throw invalidId(id);
    const line = lines.find((each) => each.id === id);
    if (!line) refuse(["reverseDeliveryLineItems", String(index), "reverseFulfillmentOrderLineItemId"], "must exist");
    const soFar = sum(wanted.slice(0, index + 1).filter((each) => each.reverseFulfillmentOrderLineItemId === id).map(({ quantity }) => quantity));
    if (soFar > line.totalQuantity) refuse(["reverseDeliveryLineItems", String(index), "quantity"], "cannot deliver more items than are returned");
  });
}
