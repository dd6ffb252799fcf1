import { refuse, type UserError, UserErrors } from "../admin-api/errors.ts";
import { type Gid } from "../model/ids.ts";
import { type Minor, parseAmount } from "../model/money.ts";
import { type Order } from "../model/order.ts";
import { type Return, type ReturnLine } from "../model/return.ts";
import { type Change } from "../state/change.ts";
import { emitReturn } from "./payload.ts";
import { otherReason, reasonById, reasonByLegacy } from "./reasons.ts";
import { findSentLine, returnableQuantity } from "./returnable.ts";
import { openReverse } from "./reverse.ts";

export interface ReturnLineInput {
  fulfillmentLineItemId: Gid;
  quantity: number;
  returnReason?: string | null;
  returnReasonDefinitionId?: Gid | null;
  returnReasonNote?: string | null;
  customerNote?: string | null;
  restockingFee?: { percentage: number } | null;
}

interface NewReturn {
  orderId: Gid;
  returnLineItems: ReturnLineInput[];
  returnShippingFee?: { amount: { amount: string; currencyCode: string } } | null;
  requestedAt?: string | null;
}

/** Asks for a return, which staff then approve or decline. The order's `updatedAt` stays, as on Shopify. */
export function requestReturn(change: Change, input: NewReturn): Return {
  const { order, made } = build(change, input, "input", "REQUESTED");
  change.saveOrder(order);
  emitReturn(change, order, made, "returns/request");
  return made;
}

/** Opens a return that needs nobody's approval. */
export function createReturn(change: Change, input: NewReturn & { exchangeLineItems?: unknown[] | null }): Return {
  if (input.exchangeLineItems?.length) refuse(["returnInput", "exchangeLineItems"], "Local Shopify keeps no exchange line items.", "INVALID");
  const { order, made } = build(change, input, "returnInput", "OPEN");
  made.requestApprovedAt = change.now;
  made.reverseFulfillmentOrders = [openReverse(change, order, made)];
  change.saveOrder(order);
  emitReturn(change, order, made, "returns/approve");
  return made;
}

function build(change: Change, input: NewReturn, root: "input" | "returnInput", status: "REQUESTED" | "OPEN"): { order: Order; made: Return } {
  const { world, shop, now } = change;
  const order = world.orders.find(shop.domain, input.orderId) ?? refuse([root, "orderId"], "Order not found.", "NOT_FOUND");
  const errors: UserError[] = [];
  const wanted = new Map<Gid, number>();
  input.returnLineItems.forEach((line, index) => errors.push(...problemsOf(order, line, [root, "returnLineItems", String(index)], root, wanted)));
  if (input.returnLineItems.length === 0) errors.push({ field: [root, "returnLineItems"], message: "Return line items can't be blank", code: "BLANK" });
  if (errors.length > 0) throw new UserErrors(errors);

  const fee = input.returnShippingFee?.amount;
  const amount: Minor | undefined = fee && parseAmount(fee.amount, order.currencyCode);
  const made: Return = {
    id: change.id("Return"),
    orderId: order.id,
    name: `${order.name}-R${order.returns.length + 1}`,
    status,
    createdAt: now,
    requestApprovedAt: null,
    closedAt: null,
    decline: null,
    lines: input.returnLineItems.map((line) => lineOf(change, order, line)),
    shippingFee: amount ? { id: change.id("ReturnShippingFee"), amount } : null,
    reverseFulfillmentOrders: [],
  };
  order.returns.push(made);
  change.note(order, "return_created", status === "REQUESTED" ? `The return ${made.name} was requested.` : `The return ${made.name} was created.`);
  return { order, made };
}

function reasonOf({ returnReasonDefinitionId, returnReason }: ReturnLineInput) {
  return returnReasonDefinitionId ? reasonById(returnReasonDefinitionId) : returnReason ? reasonByLegacy(returnReason) : undefined;
}

function problemsOf(order: Order, line: ReturnLineInput, field: string[], root: "input" | "returnInput", wanted: Map<Gid, number>): UserError[] {
  const error = (path: string[], message: string, code: string): UserError[] => [{ field: [...field, ...path], message, code }];
  const sent = findSentLine(order, line.fulfillmentLineItemId);
  if (!sent) return error(["fulfillmentLineItemId"], "Fulfillment Line Item was not found.", "NOT_FOUND");
  const before = wanted.get(sent.id) ?? 0;
  wanted.set(sent.id, before + line.quantity);
  if (line.quantity <= 0 || before + line.quantity > returnableQuantity(order, sent)) return error(["quantity"], "Return line item has an invalid quantity.", "INVALID");
  const reason = reasonOf(line);
  if (!reason && (line.returnReasonDefinitionId || line.returnReason)) return error(["returnReasonDefinitionId"], "Return reason definition was not found.", "NOT_FOUND");
  if (!reason && root === "input") return error(["returnReason"], "Return reason can't be blank", "BLANK");
  if (!reason) return error([], "Return line items Either return reason or return reason definition must be provided", "NOT_FOUND");
  if (root === "returnInput" && reason.handle === otherReason && !line.returnReasonNote) {
    return error(["returnReasonNote"], 'Return line items return reason note The note is required when the return reason is "Other"', "BLANK");
  }
  return [];
}

function lineOf(change: Change, order: Order, line: ReturnLineInput): ReturnLine {
  return {
    id: change.id("ReturnLineItem"),
    orderId: order.id,
    fulfillmentLineItemId: line.fulfillmentLineItemId,
    lineItemId: findSentLine(order, line.fulfillmentLineItemId)!.lineItemId,
    quantity: line.quantity,
    processedQuantity: 0,
    refundedQuantity: 0,
    reasonDefinitionId: reasonOf(line)!.id,
    reasonNote: line.returnReasonNote ?? "",
    customerNote: line.customerNote ?? null,
    restockingFee: line.restockingFee ? { id: change.id("RestockingFee"), percentage: line.restockingFee.percentage } : null,
  };
}
