import { type Minor, proportion, sum } from "../model/money.ts";
import { type Product, type Variant } from "../model/product.ts";
import { type Address } from "../model/shop.ts";
import { addressOf } from "../orders/address-input.ts";
import { type NewLine, type NewOrder } from "../orders/create-order.ts";
import { upsertCustomer } from "../orders/customer-input.ts";
import { isManual } from "../payments/gateways.ts";
import { type Change } from "../state/change.ts";
import { type Random } from "./random.ts";
import { labels, notes, words } from "./words.ts";

/** An order by a made-up customer over products of the store. Paid at once unless the gateway is one that is paid by hand. */
export function newOrder(change: Change, random: Random, gateway: string | undefined): NewOrder {
  const { shop } = change;
  const india = shop.countryCode === "IN";
  const lines = sampleLines(change, random);
  const subtotal = sum(lines.map(({ unitPrice, quantity, discount }) => unitPrice * quantity - discount));
  const shipping: Minor = subtotal > (india ? 150_000 : 5_000) ? 0 : india ? 7_900 : 490;
  const paidThrough = gateway ?? (india ? "razorpay" : "shopify_payments");
  const address = sampleAddress(change, random);
  const email = mailOf(address, random);
  const customer = upsertCustomer(change, { email, firstName: address.firstName, lastName: address.lastName, phone: address.phone, defaultAddress: address });
  const manual = isManual(paidThrough);
  const cod = manual ? ["cod"] : [];
  return {
    email,
    phone: random.chance(0.5) ? address.phone : null,
    note: random.chance(0.2) ? random.pick(notes) : null,
    tags: [...cod, ...(random.chance(0.25) ? [random.pick(labels)] : [])],
    sourceName: "web",
    test: false,
    taxesIncluded: true,
    discountCode: lines.some(({ discount }) => discount > 0) ? "WELCOME10" : null,
    claimsInventory: true,
    declaredFinancialStatus: null,
    pendingGateway: null,
    customerId: customer.id,
    shippingAddress: address,
    billingAddress: address,
    lines,
    shippingLines: [{ title: shipping === 0 ? "Free shipping" : "Standard", code: shipping === 0 ? "Free shipping" : "Standard", source: "shopify", price: shipping }],
    transactions: [{ kind: "SALE", status: manual ? "PENDING" : "SUCCESS", gateway: paidThrough, amount: subtotal + shipping }],
    risk: manual && random.chance(0.2) ? { recommendation: "INVESTIGATE", level: "MEDIUM", facts: [{ description: "First order of this customer is paid on delivery", sentiment: "NEGATIVE" }] } : { recommendation: "ACCEPT", level: "LOW", facts: [] },
  };
}

function sampleLines({ world, shop }: Change, random: Random): NewLine[] {
  const products = world.documents.list(shop.domain, "Product");
  const chosen = new Map<string, { product: Product; variant: Variant }>();
  const wanted = random.pick([1, 1, 1, 2, 2, 3, 4]);
  while (chosen.size < Math.min(wanted, products.length)) {
    const product = random.pick(products);
    chosen.set(product.id, { product, variant: random.pick(product.variants) });
  }
  const discounted = random.chance(0.2);
  const rate = shop.countryCode === "IN" ? 0.12 : 0.19;
  return [...chosen.values()].map(({ product, variant }) => {
    const quantity = random.pick([1, 1, 1, 2, 3]);
    const gross = variant.price * quantity;
    const discount = discounted ? proportion(gross, 1, 10) : 0;
    const amount = Math.round(((gross - discount) * rate) / (1 + rate));
    return {
      title: product.title,
      variantTitle: variant.title === "Default Title" ? null : variant.title,
      sku: variant.sku,
      vendor: product.vendor,
      quantity,
      unitPrice: variant.price,
      discount,
      taxLines: [{ title: shop.countryCode === "IN" ? "IGST" : "MwSt", rate, amount }],
      taxable: true,
      requiresShipping: true,
      giftCard: false,
      grams: variant.inventoryItem.grams,
      variantId: variant.id,
      productId: product.id,
      inventoryItemId: variant.inventoryItem.id,
    };
  });
}

function sampleAddress({ shop }: Change, random: Random): Address {
  const { first, last, streets, places, phone } = words[shop.countryCode === "IN" ? "IN" : "DE"];
  const { city, province, provinceCode, zip } = random.pick<(typeof places)[number]>(places);
  return addressOf({
    firstName: random.pick(first),
    lastName: random.pick(last),
    address1: shop.countryCode === "IN" ? `${random.between(1, 240)} ${random.pick(streets)}` : `${random.pick(streets)} ${random.between(1, 240)}`,
    address2: random.chance(0.3) ? `Flat ${random.between(1, 40)}` : null,
    city,
    province,
    provinceCode,
    zip,
    countryCode: shop.countryCode,
    phone: `${phone}${random.between(1000, 9999)}`,
  });
}

const plain: Record<string, string> = { ß: "ss", ö: "oe", ä: "ae", ü: "ue" };

function mailOf({ firstName, lastName }: Address, random: Random): string {
  const name = `${firstName}.${lastName}`.toLowerCase().replace(/[ßäöü]/g, (letter) => plain[letter] ?? letter);
  return `${name}${random.between(1, 99)}@example.com`;
}
