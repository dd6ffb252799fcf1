import { applyOrderSnapshot, refreshOrder } from "#app/domains/orders/index.server.ts";
import type { LineItemSnapshot, OrderSnapshot } from "#app/domains/orders/snapshot.ts";
import { type Ctx, inTransaction } from "#app/platform/ctx.ts";
import { newId } from "#test/setup/context.ts";

export function lineItem(overrides: Partial<LineItemSnapshot> = {}): LineItemSnapshot {
  const id = newId();
  return {
    id,
    productId: newId(),
    variantId: newId(),
    title: "Kettle",
    variantTitle: "Blue",
    sku: `KET-${id}`,
    quantity: 1,
    currentQuantity: 1,
    fulfillableQuantity: 1,
    price: "499.00",
    grams: 800,
    requiresShipping: true,
    ...overrides,
  };
}

export function orderSnapshot(overrides: Partial<OrderSnapshot> = {}): OrderSnapshot {
  const id = newId();
  const number = id % 1_000_000n;
  const createdAt = new Date("2026-11-20T10:00:00Z");
  return {
    id,
    name: `#${number}`,
    number,
    createdAt,
    processedAt: createdAt,
    updatedAt: createdAt,
    cancelledAt: null,
    closedAt: null,
    test: false,
    currencyCode: "INR",
    total: "499.00",
    totalOutstanding: "0.00",
    financialStatus: "paid",
    fulfillmentStatus: "unfulfilled",
    gateways: ["bogus"],
    customerId: newId(),
    customerName: "Noor Sample",
    email: "noor@example.com",
    phone: null,
    shippingAddress: null,
    note: null,
    sourceName: "web",
    tags: [],
    lineItems: [lineItem()],
    ...overrides,
  };
}

/** An order in the mirror, as a webhook would have put it there. */
export async function buildOrder(ctx: Ctx, overrides: Partial<OrderSnapshot> = {}): Promise<OrderSnapshot> {
  const snapshot = orderSnapshot(overrides);
  await inTransaction(ctx, async (tx) => {
    await applyOrderSnapshot(tx, snapshot, "");
    await refreshOrder(tx, snapshot.id);
    if (snapshot.financialStatus === "paid") await tx.sql`update orders set workflow_state = 'paid', told_state = 'paid' where shop = ${tx.shop} and id = ${snapshot.id}`;
  });
  return snapshot;
}
