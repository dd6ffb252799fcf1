import { expect, test, vi } from "vitest";
import { orderTargets } from "#test/factories/order-rows.ts";
import { requestsFor } from "./requests.ts";
import { type Outcome, problemsOf, runRequests } from "./run-requests.ts";

const refused = (status: number, errors: { path: string; message: string }[] = []): Outcome => ({ ok: false, failure: { status, message: "No.", errors } });
const accepted = (message?: string): Outcome => ({ ok: true, updatedOrders: [], ...(message ? { message } : {}) });
const returnsFor = (count: number) => requestsFor({ action: "returns", step: "open", reason: "r", note: "" }, orderTargets(count), () => "key");

test("goes on after a refusal that concerns one order alone", async () => {
  const post = vi.fn().mockResolvedValueOnce(accepted()).mockResolvedValueOnce(refused(409)).mockResolvedValueOnce(accepted("Done."));

  const result = await runRequests(returnsFor(3), post, () => {});

  expect(result.done.map(({ name }) => name)).toEqual(["#1", "#3"]);
  expect(result.failed).toMatchObject({ failure: { status: 409 }, problems: [{ name: "#2", message: "No." }] });
  expect(result.failed?.requests).toHaveLength(1);
});

test.each([0, 401, 403, 429, 500, 503])("stops at a failure with status %i, which the rest would meet too", async (status) => {
  const post = vi.fn().mockResolvedValueOnce(accepted()).mockResolvedValue(refused(status));

  const result = await runRequests(returnsFor(4), post, () => {});

  expect(post).toHaveBeenCalledTimes(2);
  expect(result.done).toHaveLength(1);
  expect(result.failed?.requests).toHaveLength(3);
});

test("keeps the keys of what is to be sent again", async () => {
  const requests = requestsFor({ action: "assign", assignee: "maya" }, orderTargets(1), () => "made-once");

  const { failed } = await runRequests(requests, () => Promise.resolve(refused(0)), () => {});

  expect(failed?.requests.map(({ key }) => key)).toEqual(["made-once"]);
});

test("tells how many orders are done", async () => {
  const progress: number[] = [];

  await runRequests(requestsFor({ action: "assign", assignee: "maya" }, orderTargets(300), () => "key"), () => Promise.resolve(accepted()), (done) => progress.push(done));

  expect(progress).toEqual([250, 300]);
});

test("names the order that an error is about", () => {
  const [request] = requestsFor({ action: "assign", assignee: "maya" }, orderTargets(3), () => "key");
  const errors = [{ path: "orderIds.2", message: "gone" }, { path: "assignee", message: "blank" }, { path: "orderId", message: "late" }];

  expect(problemsOf({ status: 409, message: "", errors }, request!)).toEqual([
    { name: "#3", message: "gone" },
    { name: "assignee", message: "blank" },
    { name: "#1", message: "late" },
  ]);
});
