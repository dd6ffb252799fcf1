import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Ctx } from "#app/platform/ctx.ts";
import { orderWebhook } from "#test/factories/webhooks.ts";
import { mirrorOf } from "#test/factories/histories.ts";
import { runIntake, type StoredArrival } from "./intake-run.ts";

const child = resolve(import.meta.dirname, "intake-child.ts");

/** An order, what follows it, a repeat, a conflict, and an event that cannot be processed. */
export function someArrivals(): StoredArrival[] {
  const payload = orderWebhook({ total_price: "10.00" });
  const at = "2026-11-20T16:00:00Z";
  const shipment = { id: Number(payload["id"]) + 1, name: "F1", status: "success", created_at: at, updated_at: at, tracking_number: "TRK1", tracking_company: "Delhivery", line_items: [] };
  const tell = (topic: string, deliveryId: string, body: object, source = "shopify"): StoredArrival => ({ source, topic, deliveryId, body: JSON.stringify(body) });
  return [
    tell("orders/create", "created", payload),
    tell("orders/updated", "updated", { ...payload, updated_at: at, fulfillment_status: "fulfilled", fulfillments: [shipment] }),
    tell("orders/create", "created", payload),
    tell("carrier.tracking_updated", "scan", { data: { order_id: payload["id"], tracking_number: "TRK1", status: "delivered", status_at: at } }, "courier-x"),
    tell("orders/odd", "odd", { a: 1 }),
    tell("orders/create", "created", { ...payload, total_price: "12.00", financial_status: "pending", updated_at: "2026-11-20T17:00:00Z" }),
  ];
}

/** Runs the arrivals in a process that is killed at a place, and then again in one that is not. True when it was killed. */
export async function crashAndRecover(ctx: Ctx, url: string, arrivals: readonly StoredArrival[], crashAt: string): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), "orders-chaos-"));
  const file = join(folder, "arrivals.json");
  writeFileSync(file, JSON.stringify(arrivals));
  const signal = await new Promise((done) => {
    const process_ = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", child, url, ctx.shop, file], { env: { ...process.env, CRASH_AT: crashAt, LOG_LEVEL: "silent" }, stdio: "ignore" });
    process_.once("exit", (_code, by) => done(by));
  });
  rmSync(folder, { recursive: true });
  await runIntake(ctx.database, ctx.shop, arrivals);
  return signal === "SIGKILL";
}

/** All that must be the same after a crash as without one: the mirror, and each effect once. */
export async function effectsOf(ctx: Ctx) {
  return {
    mirror: await mirrorOf(ctx),
    ledger: await ctx.sql`select idempotency_key, status, override_patch from events_processed where shop = ${ctx.shop} order by idempotency_key`,
    exceptions: await ctx.sql`select idempotency_key, reason_code, status, action, replay_attempts from exceptions where shop = ${ctx.shop} order by idempotency_key`,
    log: await ctx.sql`select order_id, version, transition, from_state, to_state from order_transition_logs where shop = ${ctx.shop} order by order_id, version`,
    timeline: await ctx.sql`select order_id, event, count(*)::int from timeline_entries where shop = ${ctx.shop} group by 1, 2 order by 1, 2`,
    outbox: await ctx.sql`select type, order_id, count(*)::int from outbox_events where shop = ${ctx.shop} group by 1, 2 order by 1, 2`,
    audit: await ctx.sql`select event, count(*)::int from audit_events where shop = ${ctx.shop} group by 1 order by 1`,
  };
}
