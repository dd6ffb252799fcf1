import { describe, expect, test } from "vitest";
import { compareForgotten } from "#app/domains/intake/index.server.ts";
import { type Ctx, systemContext } from "#app/platform/ctx.ts";
import { arrive, take } from "#test/factories/arrivals.ts";
import { orderWebhook } from "#test/factories/webhooks.ts";
import { testContext } from "#test/setup/context.ts";
import { resolveException } from "./resolve-exception.server.ts";

const decision = { actor: "asha", resolution_notes: "compared both", override_patch: undefined };
const replay = { ...decision, action: "override_and_replay" };

async function openException(ctx: Ctx) {
  const [row] = await ctx.sql<{ id: string; reason_code: string; raw_id: string; first_raw_id: string; last_raw_id: string; reason_details: Record<string, unknown> }>`
    select id, reason_code, raw_id, first_raw_id, last_raw_id, reason_details from exceptions where shop = ${ctx.shop} and status = 'open'`;
  if (!row) throw new Error("nothing is in the queue");
  return row;
}

async function ledger(ctx: Ctx) {
  const [row] = await ctx.sql<{ status: string; canonical_raw_id: string; applied_raw_id: string | null }>`select status, canonical_raw_id, applied_raw_id from events_processed where shop = ${ctx.shop}`;
  return row;
}

async function orderOf(ctx: Ctx) {
  const [row] = await ctx.sql<Record<string, unknown>>`
    select name, total::text as total, financial_status, email, workflow_state, assigned_to, deleted_at,
      (select array_agg(l.sku order by l.position) from order_line_items l where l.shop = o.shop and l.order_id = o.id) as skus from orders o where o.shop = ${ctx.shop}`;
  return row;
}

/** An order whose delivery came twice, the second time with other content; by default the first was processed before. */
async function conflict(ctx: Ctx, first: Record<string, unknown>, last: Record<string, unknown>, { processed = true } = {}) {
  const payload = orderWebhook();
  const { id } = processed ? await take(ctx, { topic: "orders/create", payload: { ...payload, ...first } }) : await arrive(ctx, { topic: "orders/create", payload: { ...payload, ...first } });
  await take(ctx, { topic: "orders/create", id, payload: { ...payload, ...last } });
  return openException(ctx);
}

describe("a conflict", () => {
  test("leaves the order as FIRST left it until somebody decides", async () => {
    const ctx = await testContext();

    const exception = await conflict(ctx, { total_price: "10.00" }, { total_price: "12.00" });

    expect(exception).toMatchObject({ reason_code: "IDEMPOTENCY_CONFLICT", reason_details: { usual_decision: expect.any(String), first_was: "processed" } });
    expect(await orderOf(ctx)).toMatchObject({ total: "10.000000" });
    expect(await ledger(ctx)).toMatchObject({ status: "quarantined", applied_raw_id: exception.first_raw_id });
  });

  test("stays decided when the arrivals are compared once more, as after a web process has died", async () => {
    const ctx = await testContext();
    const exception = await conflict(ctx, { total_price: "10.00" }, { total_price: "12.00" });
    await resolveException(ctx, exception.id, { ...replay, canonical_raw_id: exception.last_raw_id });

    await compareForgotten(systemContext(ctx.database, "test", new Date(ctx.now.getTime() + 60_000)));

    expect(await ctx.sql`select status from exceptions where shop = ${ctx.shop}`).toEqual([{ status: "resolved" }]);
    expect(await ledger(ctx)).toMatchObject({ status: "processed", applied_raw_id: exception.last_raw_id });
  });

  test("processes neither when it comes before FIRST was processed", async () => {
    const ctx = await testContext();

    await conflict(ctx, { total_price: "10.00" }, { total_price: "12.00" }, { processed: false });

    expect(await orderOf(ctx)).toBeUndefined();
    expect(await ledger(ctx)).toMatchObject({ status: "quarantined", applied_raw_id: null });
  });

  test("ends as if only LAST had ever come when LAST is chosen, also where it is older or less far along", async () => {
    const ctx = await testContext();
    const line = (sku: string) => ({ id: 7001, title: sku, sku, quantity: 1, price: "10.00" });
    const first = { financial_status: "paid", total_price: "10.00", updated_at: "2026-11-20T12:00:00Z", email: "first@example.com", line_items: [line("A"), { ...line("B"), id: 7002 }] };
    const last = { financial_status: "pending", total_price: "12.00", updated_at: "2026-11-20T11:00:00Z", email: "last@example.com", line_items: [line("C")] };
    const exception = await conflict(ctx, first, last);
    expect(await orderOf(ctx)).toMatchObject({ total: "10.000000", workflow_state: "paid", skus: ["A", "B"] });

    const resolution = await resolveException(ctx, exception.id, { ...replay, canonical_raw_id: exception.last_raw_id });

    expect(resolution).toEqual({ exception_id: exception.id, status: "resolved", idempotency_status: "processed", replay_attempts: 1 });
    expect(await orderOf(ctx)).toMatchObject({ total: "12.000000", financial_status: "pending", email: "last@example.com", workflow_state: "pending", skus: ["C"] });
    expect(await ledger(ctx)).toEqual({ status: "processed", canonical_raw_id: exception.last_raw_id, applied_raw_id: exception.last_raw_id });
    const log = await ctx.sql`select transition, from_state, to_state from order_transition_logs where shop = ${ctx.shop} order by version`;
    expect(log).toEqual([{ transition: "mark_paid", from_state: "pending", to_state: "paid" }, { transition: "payment_due_again", from_state: "paid", to_state: "pending" }]);
  });
});
