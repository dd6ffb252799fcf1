import { connect, type ConnectionArgs, firstOf } from "../admin-api/connection.ts";
import { type Context } from "../admin-api/context.ts";
import { moneyBag } from "../admin-api/money.ts";
import { type FieldResolver } from "../admin-api/resolvers.ts";
import { type Fulfillment, type FulfillmentLine, type FulfillmentOrder, type FulfillmentOrderLine, type FulfillmentHold } from "../model/fulfillment.ts";
import { legacyId, type Gid } from "../model/ids.ts";
import { type LineItem } from "../model/order.ts";
import { lineShare } from "../model/order-totals.ts";
import { appOf } from "../shop/app.ts";
import { displayStatusOf, firstAt } from "./display-status.ts";

function lineOf(context: Context, { orderId, lineItemId }: { orderId: Gid; lineItemId: Gid }): LineItem {
  const line = context.order(orderId).lineItems.find(({ id }) => id === lineItemId);
  if (!line) throw new Error(`${orderId} has no line ${lineItemId}`);
  return line;
}

function locationOf({ world, shop }: Context, id: Gid) {
  return world.documents.find(shop.domain, "Location", id) ?? null;
}

export const fulfillmentType: Record<string, FieldResolver> = {
  legacyResourceId: ({ id }: Fulfillment) => legacyId(id),
  displayStatus: (fulfillment: Fulfillment) => displayStatusOf(fulfillment),
  inTransitAt: (fulfillment: Fulfillment) => firstAt(fulfillment, "IN_TRANSIT"),
  deliveredAt: (fulfillment: Fulfillment) => firstAt(fulfillment, "DELIVERED"),
  estimatedDeliveryAt: ({ events }: Fulfillment) => events.findLast(({ estimatedDeliveryAt }) => estimatedDeliveryAt !== null)?.estimatedDeliveryAt ?? null,
  totalQuantity: ({ lines }: Fulfillment) => lines.reduce((sum, { quantity }) => sum + quantity, 0),
  requiresShipping: ({ lines }: Fulfillment, _args, context) => lines.some((line) => lineOf(context, line).requiresShipping),
  location: ({ locationId }: Fulfillment, _args, context) => locationOf(context, locationId),
  order: ({ orderId }: Fulfillment, _args, context) => context.order(orderId),
  service: () => ({ id: "gid://shopify/FulfillmentService/manual", handle: "manual", serviceName: "Manual", type: "MANUAL" }),
  trackingInfo: ({ tracking }: Fulfillment, { first }: { first?: number }) => firstOf(tracking, first),
  events: ({ events }: Fulfillment, { sortKey, ...args }: ConnectionArgs & { sortKey?: string }, context) => {
    const sorted = sortKey === "ID" ? events : events.toSorted((a, b) => a.happenedAt.localeCompare(b.happenedAt));
    return connect(sorted, args, context);
  },
  fulfillmentLineItems: ({ lines }: Fulfillment, args: ConnectionArgs, context) => connect(lines, args, context),
  fulfillmentOrders: ({ orderId, lines }: Fulfillment, args: ConnectionArgs, context) => {
    const ids = new Set(lines.map(({ fulfillmentOrderId }) => fulfillmentOrderId));
    return connect(context.order(orderId).fulfillmentOrders.filter(({ id }) => ids.has(id)), args, context);
  },
};

export const fulfillmentLineType: Record<string, FieldResolver> = {
  lineItem: (line: FulfillmentLine, _args, context) => lineOf(context, line),
  originalTotalSet: (line: FulfillmentLine, _args, context) => moneyBag(lineOf(context, line).unitPrice * line.quantity, context.order(line.orderId)),
  discountedTotalSet: (line: FulfillmentLine, _args, context) => moneyBag(lineShare(lineOf(context, line), line.quantity), context.order(line.orderId)),
};

export const fulfillmentOrderType: Record<string, FieldResolver> = {
  order: ({ orderId }: FulfillmentOrder, _args, context) => context.order(orderId),
  orderName: ({ orderId }: FulfillmentOrder, _args, context) => context.order(orderId).name,
  orderProcessedAt: ({ orderId }: FulfillmentOrder, _args, context) => context.order(orderId).processedAt,
  assignedLocation: ({ locationId }: FulfillmentOrder, _args, context) => {
    const location = locationOf(context, locationId);
    return { ...location?.address, name: location?.name ?? "", location };
  },
  destination: ({ id, orderId }: FulfillmentOrder, _args, context) => {
    const { shippingAddress, email } = context.order(orderId);
    return shippingAddress && { ...shippingAddress, id: `gid://shopify/FulfillmentOrderDestination/${legacyId(id)}`, email, location: null };
  },
  deliveryMethod: ({ id, orderId, lines }: FulfillmentOrder, _args, context) => {
    const order = context.order(orderId);
    const shipped = lines.some((line) => lineOf(context, line).requiresShipping);
    const [shipping] = order.shippingLines;
    return { id: `gid://shopify/DeliveryMethod/${legacyId(id)}`, methodType: shipped ? "SHIPPING" : "NONE", presentedName: shipping?.title ?? null, serviceCode: shipping?.code ?? null };
  },
  fulfillmentHolds: ({ holds }: FulfillmentOrder) => holds,
  fulfillments: ({ id, orderId }: FulfillmentOrder, args: ConnectionArgs, context) => {
    const own = context.order(orderId).fulfillments.filter(({ lines }) => lines.some(({ fulfillmentOrderId }) => fulfillmentOrderId === id));
    return connect(own, args, context);
  },
  lineItems: ({ lines }: FulfillmentOrder, args: ConnectionArgs, context) => connect(lines, args, context),
  supportedActions: (fulfillmentOrder: FulfillmentOrder) => actionsOf(fulfillmentOrder).map((action) => ({ action, externalUrl: null })),
};

/** What the merchant may do next, in the order in which Shopify lists it. */
function actionsOf({ status, lines }: FulfillmentOrder): string[] {
  const unsent = lines.reduce((sum, { remainingQuantity }) => sum + remainingQuantity, 0);
  const split = unsent > 1 ? ["SPLIT"] : [];
  if (status === "OPEN") return ["CREATE_FULFILLMENT", "REPORT_PROGRESS", "MOVE", "HOLD", ...split];
  if (status === "IN_PROGRESS") return ["CREATE_FULFILLMENT", "REPORT_PROGRESS", "MARK_AS_OPEN"];
  if (status === "ON_HOLD") return ["RELEASE_HOLD", "HOLD", "MOVE"];
  return status === "SCHEDULED" ? ["MARK_AS_OPEN", "MOVE"] : [];
}

export const fulfillmentOrderLineType: Record<string, FieldResolver> = {
  lineItem: (line: FulfillmentOrderLine, _args, context) => lineOf(context, line),
  inventoryItemId: (line: FulfillmentOrderLine, _args, context) => lineOf(context, line).inventoryItemId,
  productTitle: (line: FulfillmentOrderLine, _args, context) => lineOf(context, line).title,
  variantTitle: (line: FulfillmentOrderLine, _args, context) => lineOf(context, line).variantTitle,
  requiresShipping: (line: FulfillmentOrderLine, _args, context) => lineOf(context, line).requiresShipping,
  sku: (line: FulfillmentOrderLine, _args, context) => lineOf(context, line).sku,
  vendor: (line: FulfillmentOrderLine, _args, context) => lineOf(context, line).vendor,
  weight: (line: FulfillmentOrderLine, _args, context) => ({ value: lineOf(context, line).grams, unit: "GRAMS" }),
  variant: (line: FulfillmentOrderLine, _args, context) => {
    const { variantId } = lineOf(context, line);
    const product = variantId && context.world.documents.findByPart(context.shop.domain, "Product", variantId);
    return (product && product.variants.find(({ id }) => id === variantId)) ?? null;
  },
};

export const holdType: Record<string, FieldResolver> = {
  displayReason: ({ reason }: FulfillmentHold) => reason.toLowerCase().replaceAll("_", " ").replace(/^./, (first) => first.toUpperCase()),
  heldByRequestingApp: ({ byApp }: FulfillmentHold) => byApp,
  heldByApp: ({ byApp }: FulfillmentHold, _args: unknown, context) => (byApp ? appOf(context) : null),
};
