import { DomainError } from "#app/platform/errors.ts";
import { fromGid } from "#app/platform/shopify/ids.ts";
import type { ReturnProcessingQuery } from "#app/platform/shopify/operations.ts";
import type { Disposition } from "../schema.ts";

type ProcessedReturn = NonNullable<ReturnProcessingQuery["return"]>;

interface Units {
  /** Of a return line. */
  id: string;
  quantity: number;
}

export interface ReceivedLine {
  lineItemId: bigint;
  received: number;
  disposition: Disposition | null;
}

const words = { restocked: "RESTOCKED", not_restocked: "NOT_RESTOCKED", processing_required: "PROCESSING_REQUIRED", missing: "MISSING" } as const;

/** The units that were received and that Shopify has not processed yet, return line by return line, with what becomes of them. */
export function unitsToProcess(found: ProcessedReturn, lines: readonly ReceivedLine[]) {
  return lines.flatMap(({ lineItemId, received, disposition }) => {
    const own = returnLinesOf(found, lineItemId);
    let left = received - own.reduce((sum, { processedQuantity }) => sum + processedQuantity, 0);
    return own.flatMap(({ id, processableQuantity, fulfillmentLineItem }) => {
      const quantity = Math.min(left, processableQuantity);
      if (quantity <= 0) return [];
      left -= quantity;
      return [{ id, quantity, ...(disposition ? { dispositions: dispositionsOf(found, fulfillmentLineItem.id, quantity, disposition) } : {}) }];
    });
  });
}

/** The units that were received and that nothing has been given back for. */
export function unitsToRefund(found: ProcessedReturn, lines: readonly ReceivedLine[]): Units[] {
  return lines.flatMap(({ lineItemId, received }) => {
    const own = returnLinesOf(found, lineItemId);
    let left = received - own.reduce((sum, { refundedQuantity }) => sum + refundedQuantity, 0);
    return own.flatMap(({ id, refundableQuantity }) => {
      const quantity = Math.min(left, refundableQuantity);
      if (quantity <= 0) return [];
      left -= quantity;
      return [{ id, quantity }];
    });
  });
}

function returnLinesOf(found: ProcessedReturn, lineItemId: bigint) {
  return found.returnLineItems.nodes.flatMap((line) => ("fulfillmentLineItem" in line && fromGid("LineItem", line.fulfillmentLineItem.lineItem.id) === lineItemId ? [line] : []));
}

/** What becomes of units, unless Shopify knows that already; what goes on the shelf goes where it was sent from. */
function dispositionsOf(found: ProcessedReturn, fulfillmentLineItemId: string, quantity: number, disposition: Disposition) {
  const awaited = found.reverseFulfillmentOrders.nodes.flatMap(({ lineItems }) => lineItems.nodes).filter(({ fulfillmentLineItem }) => fulfillmentLineItem?.id === fulfillmentLineItemId);
  const locationId = found.order.fulfillments.find(({ fulfillmentLineItems }) => fulfillmentLineItems.nodes.some(({ id }) => id === fulfillmentLineItemId))?.location?.id;
  if (disposition === "restocked" && !locationId) {
    throw new DomainError("conflict", "NO_LOCATION", { message: "Shopify does not say from where these units were sent, so they cannot be put back there. Choose another disposition." });
  }
  let left = quantity;
  return awaited.flatMap(({ id, totalQuantity, dispositions }) => {
    const take = Math.min(left, totalQuantity - dispositions.reduce((sum, each) => sum + each.quantity, 0));
    if (take <= 0) return [];
    left -= take;
    return [{ reverseFulfillmentOrderLineItemId: id, dispositionType: words[disposition], quantity: take, ...(disposition === "restocked" ? { locationId } : {}) }];
  });
}
