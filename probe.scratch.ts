import { readFileSync } from "node:fs";
import { openDatabase } from "/work/wt/list/app/db.server.ts";
import { contextFor } from "/work/wt/list/app/platform/ctx.ts";
import { listOrders } from "/work/wt/list/app/domains/orders/index.server.ts";
import { ListOrders } from "/work/wt/list/app/domains/orders/list-query.ts";
import pg from "pg";
const url = readFileSync("/tmp/listbench/url","utf8");
const db = openDatabase({ url });
const ctx = contextFor(db, "big.myshopify.com", { kind: "staff", id: "7001", label: "maya", role: "operator" }, "x", new Date());
const pool = new pg.Pool({ connectionString: url, max: 10 });
const q = (o: object) => ListOrders.parse(o);
async function time(name: string, run: () => Promise<unknown>, n = 200) {
  for (let i = 0; i < 20; i++) await run();
  const t: number[] = [];
  for (let i = 0; i < n; i++) { const s = performance.now(); await run(); t.push(performance.now() - s); }
  t.sort((a, b) => a - b);
  console.log(name.padEnd(40), "p50", t[n >> 1]!.toFixed(2), "p95", t[Math.floor(n * 0.95)]!.toFixed(2));
}
await time("base select *", () => pool.query({ name: "a", text: "select * from orders where shop=$1 and deleted_at is null order by created_at desc, id desc limit 50", values: ["big.myshopify.com"] }));
await time("base select row cols", () => pool.query({ name: "b", text: "select id,name,created_at,updated_at,customer_name,email,total,currency_code,item_count,tags,financial_status,fulfillment_status,workflow_state,priority,assigned_to,gateways,cod,cod_status,shipment_status,tracking,shipment_updated_at,return_status,support_thread_id from orders where shop=$1 and deleted_at is null order by created_at desc, id desc limit 50", values: ["big.myshopify.com"] }));
await time("base select id", () => pool.query({ name: "c", text: "select id from orders where shop=$1 and deleted_at is null order by created_at desc, id desc limit 50", values: ["big.myshopify.com"] }));
await time("base id,name,created_at", () => pool.query({ name: "d", text: "select id,name,created_at from orders where shop=$1 and deleted_at is null order by created_at desc, id desc limit 50", values: ["big.myshopify.com"] }));
for (const tab of ["all", "unfulfilled", "mine", "urgent"]) await time(`now ${tab}`, () => listOrders(ctx, q({ tab })), 50);
await db.close(); await pool.end();
