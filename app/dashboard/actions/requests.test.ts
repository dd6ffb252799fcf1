import { expect, test } from "vitest";
import { orderTarget, orderTargets } from "#test/factories/order-rows.ts";
import { requestsFor } from "./requests.ts";

const keys = () => {
  let count = 0;
  return () => `key-${(count += 1)}`;
};
const bodiesOf = (...args: Parameters<typeof requestsFor>) => requestsFor(...args).map(({ body }) => body);

test("sends the version that was seen when one order is assigned, and none for several", () => {
  const one = orderTarget({ name: "#1", assignmentVersion: 3 });
  const other = orderTarget({ name: "#2", assignmentVersion: 5 });

  expect(bodiesOf({ action: "assign", assignee: "maya" }, [one], keys())).toEqual([{ orderIds: [one.id], assignee: "maya", expectedVersion: 3 }]);
  expect(bodiesOf({ action: "assign", assignee: null }, [one, other], keys())).toEqual([{ orderIds: [one.id, other.id], assignee: null }]);
});

test("sends no version of an order that nobody owns: it may have been owned before", () => {
  expect(bodiesOf({ action: "assign", assignee: "maya" }, [orderTarget({ name: "#1" })], keys())[0]).not.toHaveProperty("expectedVersion");
});

test("leaves out tracking that was not typed", () => {
  const draft = { action: "fulfill" as const, number: " ", carrier: "", url: "", notifyCustomer: true };

  expect(bodiesOf(draft, [orderTarget()], keys())).toEqual([{ orderIds: [orderTarget().id], notifyCustomer: true }]);
  expect(bodiesOf({ ...draft, number: " BD1 ", carrier: "Blue Dart" }, [orderTarget()], keys())[0]).toMatchObject({ tracking: { number: "BD1", carrier: "Blue Dart" } });
});

test("splits more than 250 orders into requests with keys of their own", () => {
  const requests = requestsFor({ action: "support", note: "late", conversationId: "c1" }, orderTargets(501), keys());

  expect(requests.map(({ targets, key }) => [targets.length, key])).toEqual([[250, "key-1"], [250, "key-2"], [1, "key-3"]]);
  expect(requests[2]?.body).toEqual({ orderId: orderTargets(501)[500]?.id, note: "late", conversationId: "c1" });
});

test("opens a return for each order, of the quantities that were chosen", () => {
  const draft = { action: "returns" as const, step: "open" as const, reason: "Too small", note: "" };

  expect(bodiesOf(draft, orderTargets(2), keys())).toEqual(orderTargets(2).map(({ id }) => ({ orderId: id, action: "open", reason: "Too small" })));
  expect(bodiesOf({ ...draft, quantities: { a: 2, b: 0 } }, orderTargets(1), keys())[0]).toMatchObject({ lineItems: [{ id: "a", quantity: 2 }] });
});

test("sends with each step of a return what it is about, and nothing else", () => {
  const items = [{ id: "a", title: "Mug", expected: 2, received: 1, condition: "damaged" as const, disposition: "" as const }];
  const draft = { action: "returns" as const, step: "approve_refund" as const, returnId: "r1", reason: "", note: "", items, label: { url: "", trackingNumber: " RET-1 ", carrier: "" }, refundAmount: " 10 ", customerNote: "Sorry" };
  const bodyOf = (step: "approve_refund" | "request_inspection" | "generate_label" | "deny" | "complete") => bodiesOf({ ...draft, step, note: step === "deny" ? "Worn" : "" }, orderTargets(1), keys())[0];
  const found = [{ id: "a", quantity: 1, condition: "damaged" }];
  const common = { orderId: orderTargets(1)[0]?.id, returnId: "r1" };

  expect(bodyOf("approve_refund")).toEqual({ ...common, action: "approve_refund", lineItems: found, refundAmount: "10" });
  expect(bodyOf("request_inspection")).toEqual({ ...common, action: "request_inspection", lineItems: found });
  expect(bodyOf("generate_label")).toEqual({ ...common, action: "generate_label", label: { trackingNumber: "RET-1" } });
  expect(bodyOf("deny")).toEqual({ ...common, action: "deny", note: "Worn", customerNote: "Sorry" });
  expect(bodyOf("complete")).toEqual({ ...common, action: "complete" });
});
