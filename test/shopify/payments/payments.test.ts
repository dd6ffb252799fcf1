import { expect, test } from "vitest";
import { testShopify, type Loose, type TestShopify } from "../testing/test-shopify.ts";

const markAsPaid = "mutation ($id: ID!) { orderMarkAsPaid(input: { id: $id }) { order { displayFinancialStatus fullyPaid canMarkAsPaid totalOutstandingSet { shopMoney { amount } } transactions { id kind status gateway manualPaymentGateway parentTransaction { id } } } userErrors { field message } } }";
const manual = "mutation ($id: ID!, $amount: MoneyInput) { orderCreateManualPayment(id: $id, amount: $amount) { order { displayFinancialStatus totalOutstandingSet { shopMoney { amount } } } userErrors { field message } } }";
const capture = "mutation ($input: OrderCaptureInput!) { orderCapture(input: $input) { transaction { kind amountSet { shopMoney { amount } } parentTransaction { id } } userErrors { field message } } }";
const refund = "mutation ($input: RefundInput!, $key: String!) { refundCreate(input: $input) @idempotent(key: $key) { refund { id totalRefundedSet { shopMoney { amount } } transactions(first: 5) { nodes { kind gateway parentTransaction { id } } } } order { displayFinancialStatus } userErrors { field message } } }";
const read = "query ($id: ID!) { order(id: $id) { displayFinancialStatus refundable totalOutstandingSet { shopMoney { amount } } currentTotalPriceSet { shopMoney { amount } } netPaymentSet { shopMoney { amount } } transactions { id kind status gateway maximumRefundableV2 { amount } amountSet { shopMoney { amount } } } lineItems(first: 9) { nodes { id quantity currentQuantity refundableQuantity unfulfilledQuantity } } } }";

async function orderOf(shopify: TestShopify, id: string): Promise<Loose> {
  return (await shopify.call(read, { id })).data.order;
}

let keys = 0;
const nextKey = () => `refund-${(keys += 1)}`;

/** An order of four units at 100, with 50 for shipping. */
async function placed(shopify: TestShopify, transactions: object[]): Promise<string> {
  const money = (amount: string) => ({ shopMoney: { amount, currencyCode: "INR" } });
  const order = { lineItems: [{ title: "Scarf", quantity: 4, priceSet: money("100.00"), requiresShipping: true }], shippingLines: [{ title: "Standard", priceSet: money("50.00") }], transactions };
  const made = await shopify.mutate("mutation ($order: OrderCreateOrderInput!) { orderCreate(order: $order) { order { id } userErrors { message } } }", { order });
  return made.order.id;
}

const sale = { kind: "SALE", status: "SUCCESS", gateway: "razorpay", amountSet: { shopMoney: { amount: "450.00", currencyCode: "INR" } } };
const authorization = { ...sale, kind: "AUTHORIZATION", gateway: "bogus" };

test("records cash on delivery once, by its own gateway", async () => {
  const shopify = await testShopify();
  await shopify.install();
  const id = await shopify.order("cod");
  const before = await orderOf(shopify, id);

  const webhooks = await shopify.webhooksOf(() => shopify.mutate(markAsPaid, { id }));
  const again = (await shopify.call(markAsPaid, { id })).data.orderMarkAsPaid;

  const [pending, paid] = again.order.transactions;
  expect(before).toMatchObject({ displayFinancialStatus: "PENDING", refundable: false });
  expect(paid).toEqual({ id: expect.any(String), kind: "SALE", status: "SUCCESS", gateway: "Cash on Delivery (COD)", manualPaymentGateway: true, parentTransaction: { id: pending.id } });
  expect(again).toMatchObject({ order: { displayFinancialStatus: "PAID", fullyPaid: true, canMarkAsPaid: false, totalOutstandingSet: { shopMoney: { amount: "0.0" } } }, userErrors: [{ field: ["id"], message: "Order cannot be marked as paid." }] });
  expect(webhooks.map(({ topic }) => topic).sort()).toEqual(["order_transactions/create", "orders/paid", "orders/updated"]);
});

test("captures what is authorized when it is marked as paid", async () => {
  const shopify = await testShopify();
  const id = await placed(shopify, [authorization]);

  const { order } = await shopify.mutate(markAsPaid, { id });

  expect(order).toMatchObject({ displayFinancialStatus: "PAID", transactions: [{ kind: "AUTHORIZATION" }, { kind: "CAPTURE", gateway: "bogus" }] });
});

test("answers that an order does not exist", async () => {
  const shopify = await testShopify();

  const { data } = await shopify.call(markAsPaid, { id: "gid://shopify/Order/1" });

  expect(data.orderMarkAsPaid).toEqual({ order: null, userErrors: [{ field: ["id"], message: "Order does not exist" }] });
});

test("records a part of a payment only in a shop on the Plus plan", async () => {
  const amount = { amount: "100.00", currencyCode: "INR" };
  const basic = await testShopify();
  const plus = await testShopify({ plus: true });

  const refused = await basic.call(manual, { id: await placed(basic, []), amount });
  const id = await placed(plus, []);
  const part = await plus.mutate(manual, { id, amount });
  const tooMuch = (await plus.call(manual, { id, amount: { ...amount, amount: "351.00" } })).data.orderCreateManualPayment;
  const rest = await plus.mutate(manual, { id });

  expect(refused.errors).toMatchObject([{ extensions: { code: "ACCESS_DENIED" }, message: expect.stringContaining("Shopify Plus store to use the amount field") }]);
  expect(part.order).toEqual({ displayFinancialStatus: "PARTIALLY_PAID", totalOutstandingSet: { shopMoney: { amount: "350.0" } } });
  expect(tooMuch.userErrors).toHaveLength(1);
  expect(rest.order.displayFinancialStatus).toBe("PAID");
});

test("captures up to what is authorized, no more", async () => {
  const shopify = await testShopify();
  const id = await placed(shopify, [authorization]);
  const parentTransactionId = (await orderOf(shopify, id)).transactions[0].id;
  const attempt = async (amount: string, more: object = {}) => (await shopify.call(capture, { input: { id, parentTransactionId, amount, ...more } })).data.orderCapture;

  expect((await attempt("0.00")).userErrors[0].message).toBe("Amount must be greater than zero for capture transactions");
  expect((await attempt("450.01")).userErrors[0].message).toBe("Cannot capture more than the authorized 450.00 for this payment.");
  expect((await attempt("1.00", { parentTransactionId: "gid://shopify/OrderTransaction/1" })).userErrors[0].message).toBe("Unable to find parent transaction");
  expect(await attempt("400.00")).toEqual({ transaction: { kind: "CAPTURE", amountSet: { shopMoney: { amount: "400.0" } }, parentTransaction: { id: parentTransactionId } }, userErrors: [] });
  expect((await orderOf(shopify, id)).displayFinancialStatus).toBe("PARTIALLY_PAID");
  expect((await attempt("50.00")).userErrors).toEqual([]);
  expect((await orderOf(shopify, id)).displayFinancialStatus).toBe("PAID");
});

test("refunds a part, then the rest, through the payment that it came by", async () => {
  const shopify = await testShopify();
  await shopify.install();
  const id = await placed(shopify, [sale]);
  const [payment] = (await orderOf(shopify, id)).transactions;
  const [line] = (await orderOf(shopify, id)).lineItems.nodes;
  const back = (amount: string, more: object) => shopify.mutate(refund, { key: nextKey(), input: { orderId: id, transactions: [{ orderId: id, parentId: payment.id, kind: "REFUND", gateway: "whatever", amount }], ...more } });

  const webhooks = await shopify.webhooksOf(async () => {
    const part = await back("100.00", { refundLineItems: [{ lineItemId: line.id, quantity: 1, restockType: "CANCEL" }], note: "Torn" });
    expect(part).toMatchObject({ refund: { totalRefundedSet: { shopMoney: { amount: "100.0" } }, transactions: { nodes: [{ kind: "REFUND", gateway: "razorpay", parentTransaction: { id: payment.id } }] } }, order: { displayFinancialStatus: "PARTIALLY_REFUNDED" } });
  });
  const partly = await orderOf(shopify, id);
  await back("350.00", { refundLineItems: [{ lineItemId: line.id, quantity: 3, restockType: "NO_RESTOCK" }], shipping: { fullRefund: true } });
  const wholly = await orderOf(shopify, id);

  expect(partly).toMatchObject({ currentTotalPriceSet: { shopMoney: { amount: "350.0" } }, totalOutstandingSet: { shopMoney: { amount: "0.0" } }, lineItems: { nodes: [{ quantity: 4, currentQuantity: 3, refundableQuantity: 3, unfulfilledQuantity: 3 }] } });
  expect(partly.transactions[0].maximumRefundableV2.amount).toBe("350.0");
  expect(wholly).toMatchObject({ displayFinancialStatus: "REFUNDED", refundable: false, currentTotalPriceSet: { shopMoney: { amount: "0.0" } }, netPaymentSet: { shopMoney: { amount: "0.0" } } });
  expect(webhooks.map(({ topic }) => topic).sort()).toEqual(["order_transactions/create", "orders/updated", "refunds/create"]);
  expect(webhooks.find(({ topic }) => topic === "refunds/create")?.body).toMatchObject({ note: "Torn", return: null, refund_line_items: [{ quantity: 1, restock_type: "cancel", subtotal: 100, subtotal_set: { shop_money: { amount: "100.00" } } }], transactions: [{ kind: "refund", amount: "100.00" }] });
});

test("gives goodwill back without making it fall due again", async () => {
  const shopify = await testShopify();
  const id = await placed(shopify, [sale]);
  const [payment] = (await orderOf(shopify, id)).transactions;

  await shopify.mutate(refund, { key: nextKey(), input: { orderId: id, transactions: [{ orderId: id, parentId: payment.id, kind: "REFUND", gateway: "razorpay", amount: "30.00" }] } });

  expect(await orderOf(shopify, id)).toMatchObject({ displayFinancialStatus: "PARTIALLY_REFUNDED", currentTotalPriceSet: { shopMoney: { amount: "450.0" } }, totalOutstandingSet: { shopMoney: { amount: "0.0" } } });
});

test("refuses refunds of more than was paid or bought", async () => {
  const shopify = await testShopify();
  const id = await placed(shopify, [sale]);
  const { transactions, lineItems } = await orderOf(shopify, id);
  const attempt = async (input: object) => (await shopify.call(refund, { key: nextKey(), input: { orderId: id, ...input } })).data.refundCreate;
  const transaction = { orderId: id, parentId: transactions[0].id, kind: "REFUND", gateway: "razorpay", amount: "450.01" };

  const results = [
    await attempt({ transactions: [transaction] }),
    await attempt({ transactions: [{ ...transaction, kind: "AUTHORIZATION" }] }),
    await attempt({ transactions: [{ ...transaction, parentId: "gid://shopify/OrderTransaction/1" }] }),
    await attempt({ refundLineItems: [{ lineItemId: lineItems.nodes[0].id, quantity: 5, restockType: "NO_RESTOCK" }] }),
  ];

  expect(results.map(({ userErrors }) => userErrors[0].message)).toEqual([
    "Refund amount ₹450.01 is greater than net payment received ₹450.00",
    "Kind authorization is not a valid transaction",
    "Transactions require a parent_id associated with the order",
    "Quantity cannot refund more items than were purchased",
  ]);
  expect(results[0].order.displayFinancialStatus).toBe("PAID");
});

test("suggests what a refund would give back", async () => {
  const shopify = await testShopify();
  const id = await placed(shopify, [sale]);
  const [line] = (await orderOf(shopify, id)).lineItems.nodes;
  const query = "query ($id: ID!, $lines: [RefundLineItemInput!], $shipping: Boolean) { order(id: $id) { suggestedRefund(refundLineItems: $lines, refundShipping: $shipping) { amountSet { shopMoney { amount } } maximumRefundableSet { shopMoney { amount } } suggestedTransactions { kind gateway amountSet { shopMoney { amount } } parentTransaction { kind } } } } }";

  const { data } = await shopify.call(query, { id, lines: [{ lineItemId: line.id, quantity: 2 }], shipping: true });

  expect(data.order.suggestedRefund).toEqual({
    amountSet: { shopMoney: { amount: "250.0" } },
    maximumRefundableSet: { shopMoney: { amount: "450.0" } },
    suggestedTransactions: [{ kind: "SUGGESTED_REFUND", gateway: "razorpay", amountSet: { shopMoney: { amount: "250.0" } }, parentTransaction: { kind: "SALE" } }],
  });
});

test("voids an authorization that nothing was captured of", async () => {
  const shopify = await testShopify();
  const id = await placed(shopify, [authorization]);
  const [parent] = (await orderOf(shopify, id)).transactions;
  const query = "mutation ($id: ID!) { transactionVoid(parentTransactionId: $id) { transaction { kind } userErrors { code } } }";

  const done = await shopify.mutate(query, { id: parent.id });
  const again = (await shopify.call(query, { id: parent.id })).data.transactionVoid;

  expect(done.transaction.kind).toBe("VOID");
  expect(again.userErrors).toEqual([{ code: "AUTH_NOT_VOIDABLE" }]);
  expect((await orderOf(shopify, id)).displayFinancialStatus).toBe("VOIDED");
});
