import { refuse } from "../admin-api/errors.ts";
import { type FulfillmentHold, type FulfillmentOrder } from "../model/fulfillment.ts";
import { type Gid } from "../model/ids.ts";
import { type Order } from "../model/order.ts";
import { keepOrder } from "../orders/keep.ts";
import { type Change } from "../state/change.ts";
import { getFulfillmentOrder } from "./find.ts";
import { emitHeld, emitReleased } from "./payload.ts";
import { checkLines, type LineInput, splitOff } from "./split.ts";

export interface HoldInput {
  reason: string;
  reasonNotes?: string | null;
  handle?: string | null;
  externalId?: string | null;
  fulfillmentOrderLineItems?: LineInput[] | null;
}

const mostHolds = 10;

/** Holds a fulfillment order, or the given units of it: what is not held then goes on as one of its own. */
export function holdFulfillmentOrder(change: Change, id: Gid, input: HoldInput) {
  const { order, fulfillmentOrder: held } = getFulfillmentOrder(change, id);
  const lines = input.fulfillmentOrderLineItems ?? [];
  const path = ["fulfillmentHold", "fulfillmentOrderLineItems"];
  if (held.holds.some(({ handle }) => handle === (input.handle ?? ""))) {
    refuse(["fulfillmentHold", "handle"], "The handle provided for the fulfillment hold is already in use by this app for another hold on this fulfillment order.", "DUPLICATE_FULFILLMENT_HOLD_HANDLE");
  }
  if (held.holds.length >= mostHolds) {
    const message = "The maximum number of fulfillment holds for this fulfillment order has been reached for this app. An app can only have up to 10 holds on a single fulfillment order at any one time.";
    refuse(["id"], message, "FULFILLMENT_ORDER_HOLD_LIMIT_REACHED");
  }
  if (lines.length > 0) {
    if (held.status !== "OPEN") refuse(path, "The fulfillment order is not in a splittable state.", "FULFILLMENT_ORDER_NOT_SPLITTABLE");
    if (new Set(lines.map((line) => line.id)).size < lines.length) refuse(path, "must contain unique line item ids", "DUPLICATED_FULFILLMENT_ORDER_LINE_ITEMS");
    lines.forEach(({ quantity }, index) => quantity <= 0 && refuse([...path, String(index), "quantity"], "You must select at least one item to place on partial hold.", "GREATER_THAN_ZERO"));
    checkLines(held, lines, path, "INVALID_LINE_ITEM_QUANTITY");
  } else if (held.status !== "OPEN" && held.status !== "ON_HOLD" && held.status !== "SCHEDULED") {
    refuse(["id"], "The fulfillment order is not in an OPEN state.");
  }

  const rest = lines.length > 0 ? complement(held, lines) : [];
  const remaining = rest.length > 0 ? splitOff(change, order, held, rest, held.locationId) : undefined;
  if (remaining) held.heldFromId = remaining.id;
  const hold: FulfillmentHold = {
    id: change.id("FulfillmentHold"),
    orderId: order.id,
    reason: input.reason,
    reasonNotes: input.reasonNotes ?? null,
    handle: input.handle ?? "",
    externalId: input.externalId ?? null,
    byApp: change.actor.kind === "app",
  };
  held.holds.push(hold);
  held.status = "ON_HOLD";
  held.updatedAt = change.now;
  change.note(order, "fulfillment_hold_added", `A hold was placed: ${hold.reasonNotes ?? hold.reason.toLowerCase()}.`);
  emitHeld(change, order, { held, remaining, hold, lines });
  keepOrder(change, order);
  return { fulfillmentHold: hold, fulfillmentOrder: held, remainingFulfillmentOrder: remaining ?? null };
}

/** Takes holds off, all of them unless some are named; with the last one gone the order goes on as one again. */
export function releaseHolds(change: Change, id: Gid, holdIds: Gid[] | null | undefined): FulfillmentOrder {
  const { order, fulfillmentOrder } = getFulfillmentOrder(change, id);
  const stays = (hold: FulfillmentHold) => holdIds !== null && holdIds !== undefined && !holdIds.includes(hold.id);
  fulfillmentOrder.holds = fulfillmentOrder.holds.filter(stays);
  fulfillmentOrder.updatedAt = change.now;
  if (fulfillmentOrder.holds.length === 0 && fulfillmentOrder.status === "ON_HOLD") {
    fulfillmentOrder.status = "OPEN";
    joinAgain(change, order, fulfillmentOrder);
    change.note(order, "fulfillment_hold_released", "A hold was released.");
    emitReleased(change, order, fulfillmentOrder);
  }
  keepOrder(change, order);
  return fulfillmentOrder;
}

function complement({ lines }: FulfillmentOrder, held: LineInput[]): LineInput[] {
  return lines.flatMap(({ id, remainingQuantity }) => {
    const quantity = remainingQuantity - (held.find((each) => each.id === id)?.quantity ?? 0);
    return quantity > 0 ? [{ id, quantity }] : [];
  });
}

/** Puts what a partial hold had split off back, if nothing has happened to it since. */
function joinAgain(change: Change, order: Order, released: FulfillmentOrder) {
  const other = order.fulfillmentOrders.find(({ id, status, locationId }) => id === released.heldFromId && status === "OPEN" && locationId === released.locationId);
  released.heldFromId = null;
  if (!other) return;
  for (const { lineItemId, totalQuantity, remainingQuantity } of other.lines) {
    const line = released.lines.find((each) => each.lineItemId === lineItemId);
    if (line) {
      line.totalQuantity += totalQuantity;
      line.remainingQuantity += remainingQuantity;
    } else released.lines.push({ id: change.id("FulfillmentOrderLineItem"), orderId: order.id, lineItemId, totalQuantity, remainingQuantity });
  }
  other.lines = [];
  other.status = "CLOSED";
  other.updatedAt = change.now;
}
