import { afterEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { resolveException } from "#app/domains/exceptions/index.server.ts";
import { type Ctx, systemContext } from "#app/platform/ctx.ts";
import { defineTopic, registerTopics } from "#app/platform/topics.ts";
import { arrival, arrive, skipWaiting, take, work } from "#test/factories/arrivals.ts";
import { orderWebhook } from "#test/factories/webhooks.ts";
import { testContext } from "#test/setup/context.ts";
import { receiveArrivals } from "./receive-arrivals.server.ts";

let broken = true;
const applied: string[] = [];
registerTopics([
  defineTopic({
    topic: "test.poison",
    source: "events",
    payload: z.object({ name: z.string() }),
    apply: async (_tx, { payload }) => {
      if (broken) throw new TypeError("cannot read properties of undefined");
      applied.push(payload.name);
    },
  }),
]);
afterEach(() => {
  broken = true;
});

const attempts = 5;

/** Lets the worker try as often as it would. */
async function workUntilItGivesUp(ctx: Ctx): Promise<void> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    await skipWaiting(ctx);
    await work(ctx);
  }
}

async function queueOf(ctx: Ctx) {
  return ctx.sql<{ id: string; reason_code: string; status: string; reason_details: Record<string, unknown> }>`select id, reason_code, status, reason_details from exceptions where shop = ${ctx.shop}`;
}

async function ledgerOf(ctx: Ctx) {
  return ctx.sql<{ status: string; attempts: number; last_error: string | null }>`select status, attempts, last_error from events_processed where shop = ${ctx.shop}`;
}

describe("an event that cannot be processed", () => {
  test("is tried again, then waits for a person with the reason, and can be replayed once the cause is gone", async () => {
    const ctx = await testContext();
    await arrive(ctx, { topic: "test.poison", source: "erp", payload: { name: "first" } });

    await work(ctx);
    const afterOne = [await ledgerOf(ctx), await queueOf(ctx)];
    await workUntilItGivesUp(ctx);
    const [exception] = await queueOf(ctx);
    const decision = { action: "override_and_replay", actor: "asha", resolution_notes: "the new version can", override_patch: undefined };
    const early = exception && (await resolveException(ctx, exception.id, decision));
    broken = false;
    const replayed = exception && (await resolveException(ctx, exception.id, decision));

    expect(afterOne).toEqual([[{ status: "pending", attempts: 1, last_error: expect.stringContaining("undefined") }], []]);
    expect(exception).toMatchObject({ reason_code: "PROCESSING_FAILED", reason_details: { attempts, error: expect.stringContaining("undefined"), usual_decision: expect.any(String) } });
    expect(early).toMatchObject({ failure: { code: "REPLAY_FAILED", details: { why: { code: "PROCESSING_FAILED" } } } });
    expect(replayed).toMatchObject({ status: "resolved", idempotency_status: "processed", replay_attempts: 2 });
    expect(applied).toEqual(["first"]);
    expect(await ledgerOf(ctx)).toMatchObject([{ status: "processed" }]);
  });

  test("keeps none of two hundred others waiting", async () => {
    const ctx = await testContext();
    await arrive(ctx, { topic: "test.poison", source: "erp", payload: { name: "poison" } });
    await receiveArrivals(systemContext(ctx.database, ctx.correlationId, ctx.now), Array.from({ length: 200 }, () => arrival(ctx, "orders/create", orderWebhook())));

    await work(ctx);

    expect(await ctx.sql`select status, count(*)::int from events_processed where shop = ${ctx.shop} group by status order by status`).toEqual([{ status: "pending", count: 1 }, { status: "processed", count: 200 }]);
    await workUntilItGivesUp(ctx);
    expect(await queueOf(ctx)).toMatchObject([{ reason_code: "PROCESSING_FAILED" }]);
  });
});

describe("a body that does not fit its type", () => {
  test.each([
    ["an id that is no whole number", { id: 1.5 }],
    ["an id that is too large", { id: "99999999999999999999" }],
    ["a number out of all bounds", { total_price: "1e999" }],
    ["an amount that is none", { total_price: "abc" }],
    ["a time that is none", { created_at: null }],
    ["a quantity that no column can hold", { line_items: [{ id: 1, title: "Kettle", quantity: 9_000_000_000, price: "1.00" }] }],
    ["a time out of all bounds", { updated_at: "+275000-01-01T00:00:00Z", created_at: "-200000-01-01T00:00:00Z" }],
  ])("goes to the queue at once: %s", async (_name, wrong) => {
    const ctx = await testContext();

    await take(ctx, { topic: "orders/create", payload: orderWebhook(wrong) });

    expect(await queueOf(ctx)).toMatchObject([{ reason_code: "INVALID_PAYLOAD", status: "open" }]);
    expect(await ctx.sql`select 1 from orders where shop = ${ctx.shop}`).toEqual([]);
  });

  test("such as an amount with more decimals than the currency has", async () => {
    const ctx = await testContext();
    const order = orderWebhook({ financial_status: "pending", total_outstanding: "998.00", payment_gateway_names: ["Cash on Delivery (COD)"] });
    await take(ctx, { topic: "orders/create", payload: order });

    await take(ctx, { topic: "cod.delivery_confirmed", source: "courier-x", payload: { order_id: order["id"], amount: "1.234" } });

    expect(await queueOf(ctx)).toMatchObject([{ reason_code: "INVALID_PAYLOAD", reason_details: { issues: [{ path: "/amount", message: expect.any(String) }] } }]);
  });
});
