import { notAnswered, refuse, type UserError, UserErrors } from "../admin-api/errors.ts";
import { type Gid } from "../model/ids.ts";
import { parseAmount, sum, type Minor } from "../model/money.ts";
import { type Order } from "../model/order.ts";
import { totalsOf } from "../model/order-totals.ts";
import { type Return, type ReturnLine } from "../model/return.ts";
import { keepOrder, statusOf } from "../orders/keep.ts";
import { applyRefund } from "../payments/apply-refund.ts";
import { checkMoney } from "../payments/create-refund.ts";
import { type Change } from "../state/change.ts";
import { applyDispositions, type DisposeInput, dispositionProblems } from "./dispose.ts";
import { getReturn } from "./find.ts";
import { emitProcessed } from "./payload.ts";

interface ProcessLine {
  id: Gid;
  quantity: number;
  dispositions?: DisposeInput[] | null;
}

export interface ProcessInput {
  returnId: Gid;
  returnLineItems?: ProcessLine[] | null;
  financialTransfer?: {
    issueRefund?: { orderTransactions: { parentId: Gid; transactionAmount: { amount: string; currencyCode: string } }[]; refundMethods?: unknown[] | null; allowOverRefunding?: boolean | null } | null;
  } | null;
  refundShipping?: { fullRefund?: boolean | null; shippingRefundAmount?: { amount: string } | null } | null;
  refundDuties?: unknown[] | null;
  exchangeLineItems?: unknown[] | null;
  note?: string | null;
}

/** Confirms that units came back, what becomes of them, and what is paid back for them. The return stays open until it is closed. */
export function processReturn(change: Change, input: ProcessInput): Return {
  const { order, found } = getReturn(change, input.returnId, ["input", "returnId"]);
  if (input.exchangeLineItems?.length || input.refundDuties?.length || input.financialTransfer?.issueRefund?.refundMethods?.length) {
    throw notAnswered("returnProcess with exchanges, duties or store credit", "it keeps none of them");
  }
  if (found.status !== "OPEN") refuse(["input", "returnId"], "Return status is invalid.", "INVALID_STATE");
  const reverse = found.reverseFulfillmentOrders[0]!;
  const inputs = input.returnLineItems ?? [];
  const errors = inputs.flatMap((line, index) => lineProblems(found, line, ["input", "returnLineItems", String(index)]));
  if (errors.length > 0) throw new UserErrors(errors);
  const dispositions = inputs.flatMap((line) => line.dispositions ?? []);
  const bad = inputs.flatMap((line, index) =>
    (line.dispositions ?? []).flatMap((each, position) => dispositionProblems(change, order, reverse, each, ["input", "returnLineItems", String(index), "dispositions", String(position)])),
  );
  if (bad.length > 0) throw new UserErrors(bad);
  const payments = paymentsOf(order, input);
  checkMoney(order, sum(payments.map(({ amount }) => amount)), input.financialTransfer?.issueRefund?.allowOverRefunding ?? false);

  const before = statusOf(order);
  const processed = inputs.map(({ id, quantity }) => ({ line: found.lines.find((line) => line.id === id)!, quantity }));
  for (const { line, quantity } of processed) {
    line.processedQuantity += quantity;
    const lineItem = order.lineItems.find(({ id }) => id === line.lineItemId)!;
    lineItem.removedQuantity = Math.min(lineItem.quantity, lineItem.removedQuantity + quantity);
  }
  if (dispositions.length > 0) applyDispositions(change, order, reverse, dispositions);
  if (payments.length > 0) refundLines(change, order, found, { processed, payments, input, restocked: dispositions });
  change.note(order, "return_processed", `The return ${found.name} was processed.`);
  emitProcessed(change, order, found);
  keepOrder(change, order, before);
  return found;
}

function lineProblems(found: Return, { id, quantity }: ProcessLine, field: string[]): UserError[] {
  const line = found.lines.find((each) => each.id === id);
  if (!line) return [{ field: [...field, "id"], message: "Return line item was not found.", code: "NOT_FOUND" }];
  const fits = quantity > 0 && quantity <= line.quantity - line.processedQuantity;
  return fits ? [] : [{ field: [...field, "quantity"], message: "Return line item has an invalid quantity.", code: "INVALID" }];
}

function paymentsOf(order: Order, { financialTransfer }: ProcessInput) {
  return (financialTransfer?.issueRefund?.orderTransactions ?? []).map(({ parentId, transactionAmount }, index) => {
    const field = ["input", "financialTransfer", "issueRefund", "orderTransactions", String(index)];
    const parent = order.transactions.find(({ id, status }) => id === parentId && status === "SUCCESS");
    if (!parent || (parent.kind !== "SALE" && parent.kind !== "CAPTURE")) refuse([...field, "parentId"], "Parent transaction was not found.", "NOT_FOUND");
    const amount = parseAmount(transactionAmount.amount, order.currencyCode) ?? refuse([...field, "transactionAmount"], "Amount is invalid.", "INVALID");
    return { parentId, gateway: parent.gateway, amount };
  });
}

interface Refunding {
  processed: { line: ReturnLine; quantity: number }[];
  payments: { parentId: Gid; gateway: string; amount: Minor }[];
  input: ProcessInput;
  restocked: DisposeInput[];
}

function refundLines(change: Change, order: Order, found: Return, { processed, payments, input, restocked }: Refunding) {
  const restockType = restocked.some(({ dispositionType }) => dispositionType === "RESTOCKED") ? "RETURN" : "NO_RESTOCK";
  const locationId = restocked.find(({ dispositionType }) => dispositionType === "RESTOCKED")?.locationId ?? null;
  const lines = processed.map(({ line, quantity }) => ({ lineItemId: line.lineItemId, quantity, restockType, locationId }) as const);
  applyRefund(change, order, { lines, shippingAmount: shippingOf(order, input), payments, note: input.note ?? null, returnId: found.id, stockDone: true });
  for (const { line, quantity } of processed) line.refundedQuantity += quantity;
}

function shippingOf(order: Order, { refundShipping }: ProcessInput): Minor {
  const { currentShipping } = totalsOf(order);
  if (refundShipping?.fullRefund) return currentShipping;
  return Math.min(currentShipping, parseAmount(refundShipping?.shippingRefundAmount?.amount ?? "0", order.currencyCode) ?? 0);
}
