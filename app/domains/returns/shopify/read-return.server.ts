import { Big } from "big.js";
import { z } from "zod";
import type { Ctx, Tx } from "#app/platform/ctx.ts";
import { addAmounts } from "#app/platform/money.ts";
import { defineDestination, type Destination } from "#app/platform/outbox.ts";
import { adminApi, type AdminApi } from "#app/platform/shopify/admin-api.ts";
import { fromGid, idOf, ShopifyId, toGid } from "#app/platform/shopify/ids.ts";
import { bucketOf, pacedApi } from "#app/platform/shopify/paced-api.ts";
import { ReturnReading, type ReturnReadingQuery, ReverseOrderReturns } from "#app/platform/shopify/operations.ts";
import { applyReading, markMissing, type ReadLine, type ReadReturn } from "../apply-reading.server.ts";

const WantedReading = z.object({ subject: z.string(), shopifyReturnId: ShopifyId.optional(), reverseOrderId: ShopifyId.optional() });
type WantedReading = z.infer<typeof WantedReading>;

type ShopifyReturn = NonNullable<ReturnReadingQuery["return"]>;

interface Read {
  shopifyReturnId: string | null;
  found: boolean;
  /** Not in the outbox's record of the result: it holds what customers wrote. */
  apply: (tx: Tx) => Promise<void>;
}

/** Reads a return whole from Shopify, and lets ours follow. Reading twice is harmless. */
export const returnReading: Destination = defineDestination({
  type: "shopify.return_read",
  payload: WantedReading,
  deliver: async (ctx, { payload }) => readReturn(ctx, payload),
  settle: (tx, _event, { apply }) => apply(tx),
});

/** Many returns are read at once after a backlog: they wait for their turn, and the outbox tries again what fails. */
async function readingApi(ctx: Ctx): Promise<AdminApi> {
  return pacedApi(await adminApi(ctx), { retries: 0, bucket: bucketOf(ctx.shop) });
}

async function readReturn(ctx: Ctx, wanted: WantedReading): Promise<Read> {
  const api = await readingApi(ctx);
  const id = wanted.shopifyReturnId ?? (await returnOf(ctx, wanted.reverseOrderId));
  if (id === undefined) return { shopifyReturnId: null, found: false, apply: async () => {} };
  const { data } = await api.run(ReturnReading, { id: toGid("Return", id) });
  const read = data.return;
  const reading = read ? readingOf(read, id, ctx.now) : undefined;
  return { shopifyReturnId: id.toString(), found: reading !== undefined, apply: (tx) => (reading ? applyReading(tx, reading) : markMissing(tx, id)) };
}

/** The return that a reverse fulfillment order belongs to. */
async function returnOf(ctx: Ctx, reverseOrderId: bigint | undefined): Promise<bigint | undefined> {
  if (reverseOrderId === undefined) return undefined;
  const api = await readingApi(ctx);
  const id = toGid("ReverseFulfillmentOrder", reverseOrderId);
  const { data } = await api.run(ReverseOrderReturns, { id });
  const found = data.reverseFulfillmentOrder?.order?.returns.nodes.find(({ reverseFulfillmentOrders }) => reverseFulfillmentOrders.nodes.some((each) => each.id === id));
  return found && fromGid("Return", found.id);
}

/** What was read, in the app's own terms. */
export function readingOf(read: ShopifyReturn, shopifyReturnId: bigint, readAt: Date): ReadReturn {
  const deliveries = read.reverseFulfillmentOrders.nodes.flatMap(({ reverseDeliveries }) => reverseDeliveries.nodes);
  const delivery = deliveries.at(-1);
  const restocking = read.returnLineItems.nodes.flatMap((line) => ("restockingFee" in line && line.restockingFee ? [line.restockingFee] : []));
  return {
    orderId: idOf("Order", read.order.id),
    shopifyReturnId,
    name: read.name,
    status: read.status.toLowerCase(),
    note: read.decline?.note ?? null,
    readAt,
    lines: linesOf(read),
    exchangeLines: read.exchangeLineItems.nodes.map(({ id, quantity, processedQuantity, title, variantId, variantSku }) => ({ id, quantity, processedQuantity, title: title ?? null, variantId: variantId ?? null, sku: variantSku ?? null })),
    fees: [
      ...restocking.map(({ id, percentage, amountSet: { shopMoney } }) => ({ id, kind: "restocking" as const, percent: String(percentage), ...shopMoney })),
      ...read.returnShippingFees.map(({ id, amountSet: { shopMoney } }) => ({ id, kind: "return_shipping" as const, ...shopMoney })),
    ],
    reverseOrderIds: read.reverseFulfillmentOrders.nodes.flatMap(({ id }) => fromGid("ReverseFulfillmentOrder", id) ?? []),
    delivery: delivery
      ? {
          id: idOf("ReverseDelivery", delivery.id),
          trackingNumber: delivery.deliverable?.tracking?.number ?? null,
          trackingUrl: delivery.deliverable?.tracking?.url ?? null,
          carrier: delivery.deliverable?.tracking?.carrierName ?? null,
          labelUrl: delivery.deliverable?.label?.publicFileUrl ?? null,
        }
      : null,
    refundIds: read.refunds.nodes.flatMap(({ id }) => fromGid("Refund", id) ?? []),
  };
}

/** The units by line of the order: Shopify has a line for each shipment and reason. */
function linesOf(read: ShopifyReturn): ReadLine[] {
  const lines = new Map<bigint, ReadLine>();
  for (const line of read.returnLineItems.nodes) {
    const item = "fulfillmentLineItem" in line ? line.fulfillmentLineItem.lineItem : undefined;
    if (!item || !("restockingFee" in line)) continue; // goods without an order line cannot be valued
    const lineItemId = idOf("LineItem", item.id);
    const same = lines.get(lineItemId);
    lines.set(lineItemId, {
      lineItemId,
      quantity: (same?.quantity ?? 0) + line.quantity,
      processed: (same?.processed ?? 0) + line.processedQuantity,
      refunded: (same?.refunded ?? 0) + line.refundedQuantity,
      reason: (same?.reason ?? line.returnReasonNote) || (line.returnReasonDefinition?.name ?? null),
      customerNote: (same?.customerNote ?? line.customerNote) || null,
      disposition: same?.disposition ?? dispositionOf(read, item.id),
      unitPrice: item.discountedUnitPriceAfterAllDiscountsSet.shopMoney.amount,
      unitTax: read.order.taxesIncluded ? "0" : taxPerUnit(item),
      feePercent: String(Math.max(Number(same?.feePercent ?? 0), line.restockingFee?.percentage ?? 0)),
    });
  }
  return [...lines.values()];
}

interface TaxedItem {
  quantity: number;
  taxLines: { priceSet: { shopMoney: { amount: string } } }[];
}

function taxPerUnit({ quantity, taxLines }: TaxedItem): string {
  const tax = addAmounts(taxLines.map(({ priceSet }) => priceSet.shopMoney.amount));
  return quantity > 0 ? new Big(tax).div(quantity).round(6, Big.roundDown).toFixed() : "0";
}

/** What became of the units of a line: the last that was said. */
function dispositionOf(read: ShopifyReturn, lineItemGid: string): string | null {
  const lines = read.reverseFulfillmentOrders.nodes.flatMap(({ lineItems }) => lineItems.nodes);
  const said = lines.filter(({ fulfillmentLineItem }) => fulfillmentLineItem?.lineItem.id === lineItemGid).flatMap(({ dispositions }) => dispositions);
  return said.at(-1)?.type.toLowerCase() ?? null;
}
