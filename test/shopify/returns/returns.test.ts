import { expect, test } from "vitest";
import { testShopify, type Loose, type TestShopify } from "../testing/test-shopify.ts";

const read = "query ($id: ID!) { order(id: $id) { updatedAt returnStatus displayFinancialStatus lineItems(first: 1) { nodes { id quantity currentQuantity variant { inventoryItem { id } } } } transactions { id kind status amountSet { shopMoney { amount } } } fulfillments { location { id } fulfillmentLineItems(first: 1) { nodes { id quantity } } } returns(first: 9) { nodes { id name status } } } }";
const returnables = "query ($id: ID!) { returnableFulfillments(orderId: $id, first: 5) { nodes { fulfillment { id } returnableFulfillmentLineItems(first: 5) { nodes { quantity fulfillmentLineItem { id } } } } } }";
const create = "mutation ($input: ReturnInput!) { returnCreate(returnInput: $input) { return { id name status reverseFulfillmentOrders(first: 1) { nodes { id status lineItems(first: 5) { nodes { id totalQuantity } } } } returnLineItems(first: 5) { nodes { id quantity } } } userErrors { field message code } } }";
const request = "mutation ($input: ReturnRequestInput!) { returnRequest(input: $input) { return { id name status returnLineItems(first: 5) { nodes { id quantity } } } userErrors { field message code } } }";
const process = "mutation ($input: ReturnProcessInput!) { returnProcess(input: $input) { return { status returnLineItems(first: 5) { nodes { processedQuantity unprocessedQuantity refundedQuantity } } refunds(first: 5) { nodes { totalRefundedSet { shopMoney { amount } } } } } userErrors { field message code } } }";

const decide = (name: string) => `mutation ($id: ID!) { ${name}(${name === "returnApproveRequest" ? "input: { id: $id }" : "id: $id"}) { return { id status closedAt } userErrors { field message code } } }`;
const decline = 'mutation ($id: ID!) { returnDeclineRequest(input: { id: $id, declineReason: FINAL_SALE, declineNote: "No returns" }) { return { status decline { reason note } } userErrors { message code } } }';

const changedMyMind = "gid://shopify/ReturnReasonDefinition/2";

/** A paid and delivered order, with at least as many units of its first line as asked for. */
async function delivered(shopify: TestShopify, units = 1) {
  for (;;) {
    const id = await shopify.order("delivered", { gateway: "razorpay" });
    const order = await orderOf(shopify, id);
    const line = order.fulfillments[0].fulfillmentLineItems.nodes[0];
    if (line.quantity >= units) return { id, order, lineId: String(line.id), location: String(order.fulfillments[0].location.id), payment: String(order.transactions[0].id) };
  }
}

async function orderOf(shopify: TestShopify, id: string): Promise<Loose> {
  const { data, errors } = await shopify.call(read, { id });
  expect(errors).toBeUndefined();
  return data.order;
}

const linesOf = (lineId: string, quantity: number, more: object = {}) => [{ fulfillmentLineItemId: lineId, quantity, returnReasonDefinitionId: changedMyMind, ...more }];

async function opened(shopify: TestShopify, units = 1) {
  const order = await delivered(shopify, units);
  const { return: made } = await shopify.mutate(create, { input: { orderId: order.id, returnLineItems: linesOf(order.lineId, units) } });
  return { ...order, made, reverseLine: made.reverseFulfillmentOrders.nodes[0].lineItems.nodes[0].id, returnLine: made.returnLineItems.nodes[0].id };
}

test("a request is approved and becomes a return whose units are awaited; the order's updatedAt stays", async () => {
  let now = Date.now();
  const shopify = await testShopify({ now: () => now });
  await shopify.install();
  const { id, order, lineId } = await delivered(shopify);
  now += 60_000;

  const asked = await shopify.webhooksOf(() => shopify.mutate(request, { input: { orderId: id, returnLineItems: linesOf(lineId, 1) } }));
  const requested = await orderOf(shopify, id);
  const approved = await shopify.webhooksOf(() => shopify.mutate(decide("returnApproveRequest"), { id: requested.returns.nodes[0].id }));
  const open = await orderOf(shopify, id);

  expect(requested).toMatchObject({ returnStatus: "RETURN_REQUESTED", returns: { nodes: [{ name: expect.stringMatching(/^#\d+-R1$/), status: "REQUESTED" }] } });
  expect(open).toMatchObject({ returnStatus: "IN_PROGRESS", updatedAt: order.updatedAt });
  expect(asked.map(({ topic }) => topic)).toEqual(["returns/request"]);
  expect(asked[0]?.body).toMatchObject({ status: "requested", order: { admin_graphql_api_id: id }, total_return_line_items: 1 });
  expect(approved.map(({ topic }) => topic)).toEqual(["returns/approve"]);
});

test("a request is declined, for good", async () => {
  const shopify = await testShopify();
  const { id, lineId } = await delivered(shopify);
  const { return: made } = await shopify.mutate(request, { input: { orderId: id, returnLineItems: linesOf(lineId, 1) } });

  const declined = await shopify.mutate(decline, { id: made.id });
  const codes = [await shopify.call(decline, { id: made.id }), await shopify.call(decide("returnApproveRequest"), { id: made.id })].map(({ data }) => Object.values<Loose>(data)[0].userErrors[0].code);

  expect(declined.return).toEqual({ status: "DECLINED", decline: { reason: "FINAL_SALE", note: "No returns" } });
  expect(codes).toEqual(["INVALID_STATE", "INVALID_STATE"]);
  expect((await orderOf(shopify, id)).returnStatus).toBe("NO_RETURN");
});

test("processing restocks, refunds, and leaves the return open until it is closed", async () => {
  const shopify = await testShopify();
  await shopify.install();
  const { id, made, reverseLine, returnLine, location, payment, order } = await opened(shopify);
  const item = order.lineItems.nodes[0].variant.inventoryItem.id;
  const stock = async () => (await shopify.call('query ($i: ID!, $l: ID!) { inventoryItem(id: $i) { inventoryLevel(locationId: $l) { quantities(names: ["available"]) { quantity } } } }', { i: item, l: location })).data.inventoryItem.inventoryLevel.quantities[0].quantity;
  const before = await stock();

  const webhooks = await shopify.webhooksOf(async () => {
    const { return: processed } = await shopify.mutate(process, {
      input: {
        returnId: made.id,
        returnLineItems: [{ id: returnLine, quantity: 1, dispositions: [{ reverseFulfillmentOrderLineItemId: reverseLine, quantity: 1, dispositionType: "RESTOCKED", locationId: location }] }],
        financialTransfer: { issueRefund: { orderTransactions: [{ parentId: payment, transactionAmount: { amount: "10.00", currencyCode: "INR" } }] } },
      },
    });
    expect(processed).toEqual({ status: "OPEN", returnLineItems: { nodes: [{ processedQuantity: 1, unprocessedQuantity: 0, refundedQuantity: 1 }] }, refunds: { nodes: [{ totalRefundedSet: { shopMoney: { amount: "10.0" } } }] } });
  });
  const open = await orderOf(shopify, id);
  const { return: closed } = await shopify.mutate(decide("returnClose"), { id: made.id });

  expect(open).toMatchObject({ returnStatus: "IN_PROGRESS", displayFinancialStatus: "PARTIALLY_REFUNDED" });
  expect(open.lineItems.nodes[0].currentQuantity).toBe(open.lineItems.nodes[0].quantity - 1);
  expect(await stock()).toBe(before + 1);
  expect(closed).toMatchObject({ status: "CLOSED", closedAt: expect.any(String) });
  expect((await orderOf(shopify, id)).returnStatus).toBe("RETURNED");
  expect(webhooks.map(({ topic }) => topic).sort()).toEqual(["inventory_levels/update", "order_transactions/create", "orders/updated", "refunds/create", "returns/process", "reverse_fulfillment_orders/dispose"]);
  expect(webhooks.find(({ topic }) => topic === "refunds/create")?.body).toMatchObject({ return: { admin_graphql_api_id: made.id }, restock: true });
});

test("refuses to process more than is left, or to refund more than was paid", async () => {
  const shopify = await testShopify();
  const { made, returnLine, payment } = await opened(shopify);
  const attempt = async (input: object) => (await shopify.call(process, { input: { returnId: made.id, ...input } })).data.returnProcess.userErrors[0];

  expect(await attempt({ returnLineItems: [{ id: returnLine, quantity: 2 }] })).toMatchObject({ code: "INVALID", field: ["input", "returnLineItems", "0", "quantity"] });
  expect(await attempt({ returnLineItems: [{ id: "gid://shopify/ReturnLineItem/1", quantity: 1 }] })).toMatchObject({ code: "NOT_FOUND" });
  expect((await attempt({ financialTransfer: { issueRefund: { orderTransactions: [{ parentId: payment, transactionAmount: { amount: "9999999.00", currencyCode: "INR" } }] } } })).message).toMatch(/^Refund amount .* is greater than net payment received/);
});

test("closing, reopening and cancelling are no-ops where they are done already, and refused where they cannot be", async () => {
  const shopify = await testShopify();
  const { made, returnLine, id } = await opened(shopify);
  const { id: otherOrder, lineId } = await delivered(shopify);
  const { return: requested } = await shopify.mutate(request, { input: { orderId: otherOrder, returnLineItems: linesOf(lineId, 1) } });
  const step = async (name: string, returnId: string) => {
    const { data } = await shopify.call(decide(name), { id: returnId });
    return data[name].return?.status ?? data[name].userErrors[0].message;
  };

  expect(await step("returnReopen", made.id)).toBe("OPEN");
  expect(await step("returnClose", made.id)).toBe("CLOSED");
  expect(await step("returnClose", made.id)).toBe("CLOSED");
  expect(await step("returnCancel", made.id)).toBe("Return is not cancelable.");
  expect(await step("returnReopen", made.id)).toBe("OPEN");
  await shopify.mutate(process, { input: { returnId: made.id, returnLineItems: [{ id: returnLine, quantity: 1 }] } });
  expect(await step("returnCancel", made.id)).toBe("Return is not cancelable.");
  expect(await step("returnClose", requested.id)).toBe("Return status is invalid.");
  expect(await step("returnCancel", requested.id)).toBe("CANCELED");
  expect(await step("returnCancel", requested.id)).toBe("CANCELED");
  expect(await step("returnClose", "gid://shopify/Return/1")).toBe("Return not found.");
  expect((await orderOf(shopify, id)).returnStatus).toBe("IN_PROGRESS");
});

test("the status of an order adds its returns up", async () => {
  const shopify = await testShopify();
  const { id, lineId } = await delivered(shopify, 2);
  const { return: made } = await shopify.mutate(create, { input: { orderId: id, returnLineItems: linesOf(lineId, 1) } });
  const statusAfter = async (work: Promise<unknown>) => {
    await work;
    return (await orderOf(shopify, id)).returnStatus;
  };
  const { return: second } = await shopify.mutate(request, { input: { orderId: id, returnLineItems: linesOf(lineId, 1) } });

  expect((await orderOf(shopify, id)).returnStatus).toBe("RETURN_REQUESTED");
  expect(await statusAfter(shopify.mutate(decline, { id: second.id }))).toBe("IN_PROGRESS");
  expect(await statusAfter(shopify.mutate(decide("returnClose"), { id: made.id }))).toBe("RETURNED");
});

test("what can be returned shrinks with every return, and grows when one is cancelled", async () => {
  const shopify = await testShopify();
  const { id, lineId } = await delivered(shopify, 2);
  const left = async () => {
    const { data } = await shopify.call(returnables, { id });
    const lines = data.returnableFulfillments.nodes.flatMap((each: Loose) => each.returnableFulfillmentLineItems.nodes);
    return lines.find((each: Loose) => each.fulfillmentLineItem.id === lineId)?.quantity ?? 0;
  };
  const all = await left();

  const { return: one } = await shopify.mutate(create, { input: { orderId: id, returnLineItems: linesOf(lineId, 1) } });
  const fewer = await left();
  const tooMany = await shopify.call(create, { input: { orderId: id, returnLineItems: linesOf(lineId, all) } });
  await shopify.mutate(decide("returnCancel"), { id: one.id });

  expect(fewer).toBe(all - 1);
  expect(tooMany.data.returnCreate.userErrors).toEqual([{ field: ["returnInput", "returnLineItems", "0", "quantity"], message: "Return line item has an invalid quantity.", code: "INVALID" }]);
  expect(await left()).toBe(all);
});

test.each([
  [{ returnReasonDefinitionId: null }, "NOT_FOUND"],
  [{ returnReasonDefinitionId: "gid://shopify/ReturnReasonDefinition/5" }, "BLANK"],
  [{ fulfillmentLineItemId: "gid://shopify/FulfillmentLineItem/1" }, "NOT_FOUND"],
  [{ quantity: 0 }, "INVALID"],
])("refuses a return line of %j", async (more, code) => {
  const shopify = await testShopify();
  const { id, lineId } = await delivered(shopify);

  const { data } = await shopify.call(create, { input: { orderId: id, returnLineItems: linesOf(lineId, 1, more) } });

  expect(data.returnCreate.userErrors).toMatchObject([{ code }]);
});

test("taking the last units out of a return closes it", async () => {
  const shopify = await testShopify();
  await shopify.install();
  const { made, returnLine } = await opened(shopify, 2);
  const remove = "mutation ($id: ID!, $line: ID!, $quantity: Int!) { removeFromReturn(returnId: $id, returnLineItems: [{ returnLineItemId: $line, quantity: $quantity }]) { return { status totalQuantity } userErrors { code } } }";

  const first = await shopify.mutate(remove, { id: made.id, line: returnLine, quantity: 1 });
  const webhooks = await shopify.webhooksOf(() => shopify.mutate(remove, { id: made.id, line: returnLine, quantity: 1 }));

  expect(first.return).toEqual({ status: "OPEN", totalQuantity: 1 });
  expect(webhooks.map(({ topic }) => topic).sort()).toEqual(["returns/close", "returns/update"]);
});

test("sends units back with a label and tracking, and says what becomes of them", async () => {
  const shopify = await testShopify();
  await shopify.install();
  const { made, reverseLine, location } = await opened(shopify);
  const reverse = made.reverseFulfillmentOrders.nodes[0].id;
  const ship = "mutation ($id: ID!, $lines: [ReverseDeliveryLineItemInput!]!, $t: ReverseDeliveryTrackingInput, $l: ReverseDeliveryLabelInput) { reverseDeliveryCreateWithShipping(reverseFulfillmentOrderId: $id, reverseDeliveryLineItems: $lines, trackingInput: $t, labelInput: $l) { reverseDelivery { id reverseDeliveryLineItems(first: 5) { nodes { quantity } } deliverable { ... on ReverseDeliveryShippingDeliverable { tracking { number url } label { publicFileUrl } } } } userErrors { field message code } } }";
  const dispose = "mutation ($inputs: [ReverseFulfillmentOrderDisposeInput!]!) { reverseFulfillmentOrderDispose(dispositionInputs: $inputs) { reverseFulfillmentOrderLineItems { dispositions { type quantity } } userErrors { field message code } } }";

  const webhooks = await shopify.webhooksOf(async () => {
    const { reverseDelivery } = await shopify.mutate(ship, { id: reverse, lines: [], t: { number: "R1", url: "https://example.com/R1" }, l: { fileUrl: "https://example.com/label.pdf" } });
    expect(reverseDelivery).toMatchObject({ reverseDeliveryLineItems: { nodes: [{ quantity: 1 }] }, deliverable: { tracking: { number: "R1", url: "https://example.com/R1" }, label: { publicFileUrl: "https://example.com/label.pdf" } } });
    await shopify.mutate("mutation ($id: ID!) { reverseDeliveryShippingUpdate(reverseDeliveryId: $id, trackingInput: { number: \"R2\" }) { reverseDelivery { id } userErrors { message } } }", { id: reverseDelivery.id });
    await shopify.mutate(dispose, { inputs: [{ reverseFulfillmentOrderLineItemId: reverseLine, quantity: 1, dispositionType: "PROCESSING_REQUIRED", locationId: location }] });
  });
  const tooMany = await shopify.call(ship, { id: reverse, lines: [{ reverseFulfillmentOrderLineItemId: reverseLine, quantity: 2 }] });
  const wrongType = await shopify.call(ship, { id: made.id, lines: [] });
  const again = await shopify.call(dispose, { inputs: [{ reverseFulfillmentOrderLineItemId: reverseLine, quantity: 1, dispositionType: "MISSING" }] });

  expect(webhooks.map(({ topic }) => topic).sort()).toEqual(["reverse_deliveries/attach_deliverable", "reverse_deliveries/attach_deliverable", "reverse_fulfillment_orders/dispose"]);
  expect(tooMany.data.reverseDeliveryCreateWithShipping.userErrors).toMatchObject([{ message: "cannot deliver more items than are returned" }]);
  expect(wrongType.errors?.[0]?.extensions.code).toBe("RESOURCE_NOT_FOUND");
  expect(again.data.reverseFulfillmentOrderDispose.userErrors).toHaveLength(1);
});

test("suggests what settling a return would cost, less its fees", async () => {
  const shopify = await testShopify();
  const order = await delivered(shopify);
  const input = { orderId: order.id, returnLineItems: linesOf(order.lineId, 1, { restockingFee: { percentage: 10 } }), returnShippingFee: { amount: { amount: "20.00", currencyCode: "INR" } } };
  const { return: made } = await shopify.mutate(create, { input });
  const query = "query ($id: ID!, $lines: [SuggestedOutcomeReturnLineItemInput!]!) { return(id: $id) { returnLineItems(first: 1) { nodes { ... on ReturnLineItem { withCodeDiscountedTotalPriceSet { shopMoney { amount } } restockingFee { amountSet { shopMoney { amount } } } } } } suggestedFinancialOutcome(returnLineItems: $lines, exchangeLineItems: []) { financialTransfer { ... on RefundReturnOutcome { amount { shopMoney { amount } } suggestedTransactions { gateway } } } } } }";

  const { data, errors } = await shopify.call(query, { id: made.id, lines: [{ id: made.returnLineItems.nodes[0].id, quantity: 1 }] });

  expect(errors).toBeUndefined();
  const [line] = data.return.returnLineItems.nodes;
  const value = Number(line.withCodeDiscountedTotalPriceSet.shopMoney.amount);
  const fee = Number(line.restockingFee.amountSet.shopMoney.amount);
  expect(fee).toBeCloseTo(value / 10, 1);
  expect(Number(data.return.suggestedFinancialOutcome.financialTransfer.amount.shopMoney.amount)).toBeCloseTo(value - fee - 20, 2);
});

test("finds the reasons by their handles", async () => {
  const shopify = await testShopify();

  const { data } = await shopify.call('{ returnReasonDefinitions(first: 5, handles: ["other-reason", "too-small"]) { nodes { id handle name } } }');

  expect(data.returnReasonDefinitions.nodes.map(({ handle }: Loose) => handle)).toEqual(["other-reason", "too-small"]);
});
