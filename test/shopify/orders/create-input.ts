import { notAnswered, refuse, type UserError, UserErrors } from "../admin-api/errors.ts";
import { type Gid } from "../model/ids.ts";
import { type Minor, parseAmount } from "../model/money.ts";
import { type Order, type Transaction } from "../model/order.ts";
import { type Product, type Variant } from "../model/product.ts";
import { toInstant } from "../model/time.ts";
import { manualGateway } from "../payments/gateways.ts";
import { type Change } from "../state/change.ts";
import { addressOf, type AddressInput } from "./address-input.ts";
import { createOrder, type NewLine, type NewTransaction } from "./create-order.ts";
import { customerFor, type CustomerInput } from "./customer-input.ts";

interface MoneyBagInput {
  shopMoney: { amount: string; currencyCode: string };
  presentmentMoney?: { amount: string; currencyCode: string } | null;
}

interface TaxLineInput {
  title: string;
  rate: string;
  priceSet?: MoneyBagInput | null;
}

interface LineInput {
  quantity: number;
  title?: string | null;
  variantTitle?: string | null;
  variantId?: Gid | null;
  sku?: string | null;
  vendor?: string | null;
  priceSet?: MoneyBagInput | null;
  requiresShipping?: boolean | null;
  taxable?: boolean | null;
  giftCard?: boolean | null;
  taxLines?: TaxLineInput[] | null;
  properties?: { name: string; value: string }[] | null;
}

interface TransactionInput {
  amountSet: MoneyBagInput;
  kind?: Transaction["kind"] | null;
  status?: Transaction["status"] | null;
  gateway?: string | null;
  processedAt?: string | null;
  test?: boolean | null;
}

export interface OrderCreateInput {
  name?: string | null;
  email?: string | null;
  phone?: string | null;
  note?: string | null;
  poNumber?: string | null;
  tags?: string[] | null;
  customAttributes?: { key: string; value: string }[] | null;
  currency?: string | null;
  presentmentCurrency?: string | null;
  processedAt?: string | null;
  test?: boolean | null;
  taxesIncluded?: boolean | null;
  sourceName?: string | null;
  sourceIdentifier?: string | null;
  financialStatus?: string | null;
  customer?: CustomerInput | null;
  shippingAddress?: AddressInput | null;
  billingAddress?: AddressInput | null;
  lineItems?: LineInput[] | null;
  shippingLines?: { title: string; code?: string | null; source?: string | null; priceSet: MoneyBagInput }[] | null;
  transactions?: TransactionInput[] | null;
}

const untaken = ["discountCode", "fulfillment", "fulfillmentStatus", "metafields", "closedAt", "companyLocationId", "taxLines", "userId"];

/** Places the order that an `orderCreate` describes. Refuses what Shopify refuses, and what this Shopify could only pretend to keep. */
export function createOrderFromInput(change: Change, input: OrderCreateInput & Record<string, unknown>, claimsInventory: boolean): Order {
  const { shop } = change;
  for (const name of untaken) if (input[name] !== undefined && input[name] !== null) throw notAnswered(`orderCreate(order: { ${name} })`, "it does not keep that");
  const currency = input.currency ?? shop.currencyCode;
  const money = (bag: MoneyBagInput): Minor => amountOf(bag, shop.currencyCode);
  const lines = linesOf(change, input.lineItems ?? [], money);
  const presentment = presentmentOf(input, shop.currencyCode);
  if (currency !== shop.currencyCode && currency !== presentment?.currencyCode) throw notAnswered("orderCreate in a currency of its own", "give presentmentMoney beside shopMoney instead");
  const transactions = (input.transactions ?? []).map((transaction): NewTransaction => ({
    kind: transaction.kind ?? "SALE",
    status: transaction.status ?? "SUCCESS",
    gateway: transaction.gateway ?? manualGateway,
    amount: money(transaction.amountSet),
    ...(transaction.processedAt ? { processedAt: toInstant(Date.parse(transaction.processedAt)) } : {}),
    test: transaction.test ?? input.test ?? false,
  }));

  return createOrder(change, {
    name: input.name ?? null,
    ...(input.processedAt ? { processedAt: toInstant(Date.parse(input.processedAt)) } : {}),
    email: input.email ?? null,
    phone: input.phone ?? null,
    note: input.note ?? null,
    poNumber: input.poNumber ?? null,
    tags: input.tags ?? [],
    customAttributes: input.customAttributes ?? [],
    sourceName: input.sourceName ?? change.world.options.apiKey,
    sourceIdentifier: input.sourceIdentifier ?? null,
    test: input.test ?? false,
    ...(presentment ? { presentment } : {}),
    taxesIncluded: input.taxesIncluded ?? false,
    claimsInventory,
    declaredFinancialStatus: input.financialStatus ?? null,
    pendingGateway: null,
    customerId: customerFor(change, input.customer, input.email ?? null),
    shippingAddress: input.shippingAddress ? addressOf(input.shippingAddress) : null,
    billingAddress: input.billingAddress ? addressOf(input.billingAddress) : null,
    lines,
    shippingLines: (input.shippingLines ?? []).map(({ title, code, source, priceSet }) => ({ title, code: code ?? null, source: source ?? null, price: money(priceSet) })),
    transactions: [...transactions, ...declaredPayment(input.financialStatus, transactions, lines)],
  });
}

function amountOf({ shopMoney: { amount } }: MoneyBagInput, currency: string): Minor {
  return parseAmount(amount, currency) ?? refuse(["order"], `Amount ${amount} is not valid for ${currency}`, "INVALID");
}

/** An order that is said to be paid, with no transaction that says so, has one for all of it. */
function declaredPayment(status: string | null | undefined, given: NewTransaction[], lines: NewLine[]): NewTransaction[] {
  if (status !== "PAID" || given.length > 0) return [];
  const amount = lines.reduce((sum, { unitPrice, quantity }) => sum + unitPrice * quantity, 0);
  return [{ kind: "SALE", status: "SUCCESS", gateway: manualGateway, amount }];
}

function presentmentOf({ presentmentCurrency, lineItems }: OrderCreateInput, currency: string) {
  const bag = lineItems?.find(({ priceSet }) => priceSet?.presentmentMoney)?.priceSet;
  const other = bag?.presentmentMoney;
  if (!other || other.currencyCode === currency || (presentmentCurrency && presentmentCurrency !== other.currencyCode)) return undefined;
  const [presented = 0, own = 0] = [parseAmount(other.amount, other.currencyCode), parseAmount(bag.shopMoney.amount, currency)];
  return own > 0 ? { currencyCode: other.currencyCode, rate: presented / own } : undefined;
}

function linesOf(change: Change, inputs: LineInput[], money: (bag: MoneyBagInput) => Minor): NewLine[] {
  const errors: UserError[] = inputs.length === 0 ? [{ field: ["order"], message: "Order Line items is invalid" }] : [];
  const lines = inputs.map((input): NewLine => {
    const { product, variant } = findVariant(change, input.variantId ?? null);
    const title = input.title ?? product?.title;
    if (!title) errors.push({ field: ["order", "lineItems"], message: "Line items Title can't be blank" });
    return {
      title: title ?? "",
      variantTitle: input.variantTitle ?? (variant && variant.title !== "Default Title" ? variant.title : null),
      sku: input.sku ?? variant?.sku ?? null,
      vendor: input.vendor ?? product?.vendor ?? null,
      quantity: input.quantity,
      unitPrice: input.priceSet ? money(input.priceSet) : (variant?.price ?? 0),
      discount: 0,
      taxLines: (input.taxLines ?? []).map(({ title: tax, rate, priceSet }) => ({ title: tax, rate: Number(rate), amount: priceSet ? money(priceSet) : 0 })),
      taxable: input.taxable ?? variant?.taxable ?? true,
      requiresShipping: input.requiresShipping ?? variant?.inventoryItem.requiresShipping ?? false,
      giftCard: input.giftCard ?? false,
      grams: variant?.inventoryItem.grams ?? 0,
      variantId: variant?.id ?? null,
      productId: product?.id ?? null,
      inventoryItemId: variant?.inventoryItem.id ?? null,
      customAttributes: (input.properties ?? []).map(({ name, value }) => ({ key: name, value })),
    };
  });
  if (errors.length > 0) throw new UserErrors(errors);
  return lines;
}

function findVariant({ world, shop }: Change, id: Gid | null): { product?: Product; variant?: Variant } {
  if (id === null) return {};
  const product = world.documents.findByPart(shop.domain, "Product", id);
  const variant = product?.variants.find((each) => each.id === id);
  if (!product || !variant) refuse(["order", "lineItems"], "Line items variant does not exist", "INVALID");
  return { product, variant };
}
