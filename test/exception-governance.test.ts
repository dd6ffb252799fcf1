import { beforeAll, describe, expect, test } from "vitest";
import { settleExceptions } from "#app/domains/exceptions/index.server.ts";
import { mintApiKey } from "#app/domains/shops/index.server.ts";
import { take } from "./factories/arrivals.ts";
import { orderWebhook } from "./factories/webhooks.ts";
import { demoShop, startTestApp, type TestApp } from "./setup/app.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});

async function set(values: object): Promise<void> {
  const ctx = await app.context();
  await ctx.sql`insert into shop_settings (shop, "values", updated_at, updated_by) values (${demoShop}, ${JSON.stringify(values)}::jsonb, ${ctx.now}, 'test') on conflict (shop) do update set "values" = excluded."values"`;
}

/** An order told twice under one webhook id: first 10.00, then 12.00. */
async function conflict() {
  const ctx = await app.context();
  const payload = orderWebhook({ total_price: "10.00" });
  const { id } = await take(ctx, { topic: "orders/create", payload });
  await take(ctx, { topic: "orders/create", id, payload: { ...payload, total_price: "12.00" } });
  const { body } = await app.request("GET", `/v1/exceptions?status=all&q=${id}`);
  return { orderId: `gid://shopify/Order/${String(payload["id"])}`, exceptionId: String(body.exceptions[0].exception_id), status: String(body.exceptions[0].status) };
}

const totalOf = async (orderId: string) => (await app.request("GET", `/sync/orders/${encodeURIComponent(orderId)}`)).body.order.total.amount;
const detailOf = async (id: string) => (await app.request("GET", `/v1/exceptions/${id}`)).body;
const patch = { override_patch: { payload: { total_price: "11.00" } } };
const resolution = { action: "override_and_replay", actor: "asha", resolution_notes: "compared both with the ERP" };

describe("a second person", () => {
  test("has to approve an override above the shop's amount, and may not be the first", async () => {
    await set({ approvalAbove: "5.00" });
    const { orderId, exceptionId } = await conflict();
    const resolve = () => app.request("POST", `/v1/exceptions/${exceptionId}/resolve`, { body: { ...resolution, ...patch } });

    const alone = await resolve();
    const { body: proposal } = await app.request("POST", `/v1/exceptions/${exceptionId}/proposals`, { body: { ...patch, actor: "asha", notes: "the ERP says 11.00" } });
    const address = `/v1/exceptions/${exceptionId}/proposals/${proposal.proposal_id}/approve`;
    const own = await app.request("POST", address, { body: { actor: "asha", note: "fine" } });
    const asOther = await app.request("POST", address, { as: "owner", body: { actor: "ravi", note: "I see it too" } });
    const again = await app.request("POST", address, { as: "owner", body: { actor: "ravi", note: "I see it too" } });
    const done = await resolve();
    await set({});

    expect([alone.status, own.status, asOther.status, again.status, done.status]).toEqual([409, 403, 200, 409, 200]);
    expect(await totalOf(orderId)).toBe("11.00");
    expect((await detailOf(exceptionId)).proposals[0]).toMatchObject({ actor: "asha", approval: { approver: "ravi" } });
  });

  test.each([["admin", 200], ["operator", 403]] as const)("may be another of the staff behind one key of an %s: %s", async (role, status) => {
    await set({ approvalAbove: "5.00" });
    const { exceptionId } = await conflict();
    const { key } = await mintApiKey(await app.system(), { shop: demoShop, name: `Dashboard ${role}`, role, createdBy: "test" });
    const post = (staff: string, path: string, body: object) => app.request("POST", `/v1/exceptions/${exceptionId}/${path}`, { token: key, headers: { "X-On-Behalf-Of": staff }, body });

    const { body: proposal } = await post("7001;Asha", "proposals", { ...patch, actor: "asha", notes: "the ERP says 11.00" });
    const own = await post("7001;Asha", `proposals/${proposal.proposal_id}/approve`, { actor: "also asha", note: "fine" });
    const other = await post("7002;Ravi", `proposals/${proposal.proposal_id}/approve`, { actor: "ravi", note: "I see it too" });
    await set({});

    expect([own.status, other.status]).toEqual([403, status]);
  });

  test("is not asked for what the shop does not let be patched at all", async () => {
    await set({ patchableEventTypes: ["orders/updated"] });
    const { orderId, exceptionId } = await conflict();

    const { status, body } = await app.request("POST", `/v1/exceptions/${exceptionId}/resolve`, { body: { ...resolution, ...patch } });
    await set({});

    expect([status, body.code]).toEqual([422, "PATCH_NOT_ALLOWED"]);
    expect(await totalOf(orderId)).toBe("10.00");
  });
});

describe("a rule", () => {
  test("settles the next exception of its kind by itself, on record, until it is revoked", async () => {
    const first = await conflict();
    const { status, body: rule } = await app.request("POST", "/v1/exception-rules", { body: { exception_id: first.exceptionId, decision: "last_wins", actor: "asha", notes: "the later one is always right" } });

    const next = await conflict();
    await settleExceptions(await app.system());
    const settled = await detailOf(next.exceptionId);
    const { body: listed } = await app.request("GET", "/v1/exception-rules");
    await app.request("POST", `/v1/exception-rules/${rule.rule_id}/revoke`, { body: { actor: "asha" } });
    const after = await conflict();
    await settleExceptions(await app.system());

    expect(status).toBe(201);
    expect(settled).toMatchObject({ status: "resolved", resolution: { action: "override_and_replay", rule_id: rule.rule_id } });
    expect(await totalOf(next.orderId)).toBe("12.00");
    expect(listed.rules.find((each: { rule_id: string }) => each.rule_id === rule.rule_id).settled).toBeGreaterThanOrEqual(1);
    expect((await detailOf(after.exceptionId)).status).toBe("open");
  });
});

test("one decision for many settles each by itself, and names what it could not", async () => {
  const [one, two] = [await conflict(), await conflict()];
  await app.request("POST", `/v1/exceptions/${two.exceptionId}/resolve`, { body: { ...resolution, action: "mark_resolved_no_replay" } });

  const { body } = await app.request("POST", "/v1/exceptions/resolve-many", { body: { ...resolution, canonical: "last", exception_ids: [one.exceptionId, two.exceptionId] } });

  expect(body).toEqual({ resolved: 1, failed: [{ exception_id: two.exceptionId, code: "ALREADY_RESOLVED", message: expect.any(String) }] });
  expect(await totalOf(one.orderId)).toBe("12.00");
});

test("what overrides have in common is listed as a lesson", async () => {
  const { exceptionId } = await conflict();
  await app.request("POST", `/v1/exceptions/${exceptionId}/resolve`, { body: { ...resolution, ...patch } });

  const { body } = await app.request("GET", "/v1/exception-lessons");

  expect(body.lessons).toContainEqual(expect.objectContaining({ event_type: "orders/create", reason_code: "IDEMPOTENCY_CONFLICT", patched_paths: ["/payload/total_price"] }));
});
