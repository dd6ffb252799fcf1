import { randomBytes } from "node:crypto";
import { emitRouted } from "../fulfillment/payload.ts";
import { commitStock } from "../inventory/stock.ts";
import { type Gid } from "../model/ids.ts";
import { type Minor } from "../model/money.ts";
import { type LineItem, type Order, type ShippingLine, type TaxLine, type Transaction } from "../model/order.ts";
import { financialStatusOf } from "../model/order-status.ts";
import { type Address } from "../model/shop.ts";
import { type Instant } from "../model/time.ts";
import { emitTransaction } from "../payments/transaction-payload.ts";
import { type Change } from "../state/change.ts";
import { emitOrder } from "./keep.ts";
import { routeOrder } from "./route-order.ts";

/** An order as whoever places it describes it. */
export interface NewOrder {
  name?: string | null;
  processedAt?: Instant;
  email: string | null;
  phone: string | null;
  note: string | null;
  poNumber?: string | null;
  tags: string[];
  customAttributes?: { key: string; value: string }[];
  sourceName: string;
  sourceIdentifier?: string | null;
  test: boolean;
  presentment?: { currencyCode: string; rate: number };
  taxesIncluded: boolean;
  discountCode?: string | null;
  claimsInventory: boolean;
  declaredFinancialStatus: string | null;
  pendingGateway: string | null;
  customerId: Gid | null;
  shippingAddress: Address | null;
  billingAddress: Address | null;
  lines: NewLine[];
  shippingLines: { title: string; code: string | null; source: string | null; price: Minor }[];
  transactions: NewTransaction[];
  risk?: Order["risk"];
}

export type NewLine = Omit<LineItem, "id" | "orderId" | "removedQuantity" | "taxLines" | "customAttributes"> & { taxLines?: TaxLine[]; customAttributes?: LineItem["customAttributes"] };

export type NewTransaction = Pick<Transaction, "kind" | "status" | "gateway" | "amount"> & { processedAt?: Instant; test?: boolean; paymentId?: string | null };

/** Places an order: numbers it, takes its units out of the stock, gives it to the locations that will send it. */
export function createOrder(change: Change, input: NewOrder): Order {
  const { shop, now } = change;
  const id = change.id("Order");
  const part = (type: string) => ({ id: change.id(type), orderId: id });
  const number = change.world.db.next(`order number ${shop.domain}`, 1001);
  const lineItems = input.lines.map((line): LineItem => ({ taxLines: [], customAttributes: [], ...line, ...part("LineItem"), removedQuantity: 0 }));
  const order: Order = {
    id,
    number,
    name: input.name ?? `#${number}`,
    createdAt: now,
    processedAt: input.processedAt ?? now,
    updatedAt: now,
    cancelledAt: null,
    cancelReason: null,
    cancelStaffNote: null,
    closedAt: null,
    email: input.email,
    phone: input.phone,
    note: input.note,
    poNumber: input.poNumber ?? null,
    tags: sortedTags(input.tags),
    customAttributes: input.customAttributes ?? [],
    sourceName: input.sourceName,
    sourceIdentifier: input.sourceIdentifier ?? null,
    test: input.test,
    currencyCode: shop.currencyCode,
    presentmentCurrencyCode: input.presentment?.currencyCode ?? shop.currencyCode,
    presentmentRate: input.presentment?.rate ?? 1,
    taxesIncluded: input.taxesIncluded,
    discountCode: input.discountCode ?? null,
    claimsInventory: input.claimsInventory,
    declaredFinancialStatus: input.declaredFinancialStatus,
    pendingGateway: input.pendingGateway,
    customerId: input.customerId,
    shippingAddress: input.shippingAddress,
    billingAddress: input.billingAddress,
    lineItems,
    shippingLines: input.shippingLines.map((line): ShippingLine => ({ ...line, ...part("ShippingLine") })),
    transactions: [],
    fulfillmentOrders: [],
    fulfillments: [],
    returns: [],
    refunds: [],
    events: [],
    risk: input.risk ?? { recommendation: "ACCEPT", level: "LOW", facts: [] },
    token: randomBytes(16).toString("hex"),
  };
  for (const transaction of input.transactions) order.transactions.push(transactionOf(change, order, transaction));
  order.fulfillmentOrders = routeOrder(change, order);
  change.note(order, "placed", `${customerName(change, order) ?? "A customer"} placed this order on ${sourceTitle(order.sourceName)}.`);
  if (order.claimsInventory) commitStock(change, order);
  change.saveOrder(order);

  emitOrder(change, order, "orders/create");
  emitOrder(change, order, "orders/updated");
  if (financialStatusOf(order) === "PAID") emitOrder(change, order, "orders/paid");
  for (const transaction of order.transactions) emitTransaction(change, order, transaction);
  for (const fulfillmentOrder of order.fulfillmentOrders) emitRouted(change, order, fulfillmentOrder);
  return order;
}

/** Shopify keeps tags sorted, without doubles and without regard to case. */
export function sortedTags(tags: string[]): string[] {
  const known = new Map(tags.map((tag) => tag.trim()).filter(Boolean).toReversed().map((tag) => [tag.toLowerCase(), tag]));
  return [...known.values()].sort((a, b) => a.localeCompare(b, "en", { sensitivity: "base" }));
}

export function transactionOf(change: Change, order: Order, { kind, status, gateway, amount, processedAt, test, paymentId }: NewTransaction, parentId: Gid | null = null): Transaction {
  return {
    id: change.id("OrderTransaction"),
    orderId: order.id,
    kind,
    status,
    gateway,
    amount,
    parentId,
    createdAt: change.now,
    processedAt: processedAt ?? change.now,
    errorCode: null,
    paymentId: paymentId ?? `${order.name}.${order.transactions.length + 1}`,
    authorizationExpiresAt: null,
    test: test ?? order.test,
  };
}

function customerName({ world, shop }: Change, { customerId }: Order): string | undefined {
  const customer = world.documents.find(shop.domain, "Customer", customerId);
  return customer && [customer.firstName, customer.lastName].filter(Boolean).join(" ");
}

function sourceTitle(sourceName: string): string {
  return sourceName === "web" ? "Online Store" : sourceName;
}
