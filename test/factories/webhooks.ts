import { newId } from "#test/setup/context.ts";

/** The body of an `orders/*` webhook, in the shape that Shopify sends. */
export function orderWebhook(overrides: Record<string, unknown> = {}): Record<string, unknown> {
  const id = Number(newId());
  const price = (amount: string) => ({ shop_money: { amount, currency_code: "INR" }, presentment_money: { amount, currency_code: "INR" } });
  return {
    id,
    admin_graphql_api_id: `gid://shopify/Order/${id}`,
    name: `#${id % 1_000_000}`,
    order_number: id % 1_000_000,
    number: (id % 1_000_000) - 1000,
    created_at: "2026-11-20T15:30:00+05:30",
    processed_at: "2026-11-20T15:30:00+05:30",
    updated_at: "2026-11-20T15:30:00+05:30",
    cancelled_at: null,
    closed_at: null,
    test: false,
    currency: "INR",
    presentment_currency: "INR",
    total_price: "998.00",
    total_price_set: price("998.00"),
    current_total_price: "998.00",
    total_outstanding: "0.00",
    financial_status: "paid",
    fulfillment_status: null,
    payment_gateway_names: ["bogus"],
    email: "noor@example.com",
    phone: null,
    note: null,
    source_name: "web",
    tags: "repeat, gift",
    customer: { id: Number(newId()), first_name: "Noor", last_name: "Sample", email: "noor@example.com" },
    shipping_address: { name: "Noor Sample", address1: "1 Sample Road", city: "Kochi", zip: "682001", country_code: "IN", province_code: "KL" },
    line_items: [
      { id: Number(newId()), product_id: Number(newId()), variant_id: Number(newId()), title: "Kettle", variant_title: "Blue", sku: "KET-BLUE", quantity: 2, current_quantity: 2, fulfillable_quantity: 2, price: "499.00", price_set: price("499.00"), grams: 800, requires_shipping: true },
    ],
    fulfillments: [],
    refunds: [],
    returns: [],
    ...overrides,
  };
}
