import { readFileSync } from "node:fs";
import pg from "pg";
const url = readFileSync("/tmp/listbench/url","utf8");
const mk = (opt: string) => new pg.Pool({ connectionString: url, max: 1, options: opt });
const custom = mk("-c plan_cache_mode=force_custom_plan"), generic = mk("-c plan_cache_mode=force_generic_plan"), rlsC = mk("-c plan_cache_mode=force_custom_plan -c role=orders_app -c app.shop=big.myshopify.com"), rlsG = mk("-c plan_cache_mode=force_generic_plan -c role=orders_app -c app.shop=big.myshopify.com");
async function time(name: string, run: () => Promise<unknown>, n = 300) {
  for (let i = 0; i < 30; i++) await run();
  const t: number[] = [];
  for (let i = 0; i < n; i++) { const s = performance.now(); await run(); t.push(performance.now() - s); }
  t.sort((a, b) => a - b);
  console.log(name.padEnd(46), "p50", t[n >> 1]!.toFixed(2), "p95", t[Math.floor(n * 0.95)]!.toFixed(2));
}
const iso = (c: string) => `to_char(${c} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const alertJ = `json_build_object('id', a.id, 'kind', a.kind, 'severity', a.severity, 'orderId', 'gid://shopify/Order/' || a.order_id, 'title', a.title, 'openedAt', ${iso("a.opened_at")}, 'closedAt', ${iso("a.closed_at")})`;
const row = (asg: boolean, al: boolean) => `json_build_object(
    'id', 'gid://shopify/Order/' || o.id, 'legacyId', o.id::text, 'name', o.name,
    'createdAt', ${iso("o.created_at")}, 'updatedAt', ${iso("o.updated_at")},
    'customer', case when o.customer_name is null and o.email is null then null else json_build_object('displayName', o.customer_name, 'email', o.email) end,
    'total', json_build_object('amount', round(o.total, o.currency_decimals)::text, 'currencyCode', o.currency_code),
    'itemCount', o.item_count, 'tags', to_json(o.tags), 'financialStatus', o.financial_status, 'fulfillmentStatus', o.fulfillment_status,
    'workflowState', o.workflow_state, 'priority', o.priority, 'assignedTo', o.assigned_to,
    ${asg ? `'assignment', (select json_build_object('assignee', a.assignee, 'source', a.source, 'assignedAt', ${iso("a.assigned_at")}, 'version', a.version) from order_assignments a where a.shop = o.shop and a.order_id = o.id and a.assignee is not null),` : ""}
    'payment', json_build_object('gateway', o.gateways[1], 'cod', o.cod, 'codStatus', o.cod_status),
    'shipment', json_build_object('status', o.shipment_status, 'tracking', o.tracking, 'lastUpdateAt', ${iso("o.shipment_updated_at")}),
    'returnStatus', o.return_status, 'supportThread', o.support_thread_id
    ${al ? `,'alerts', coalesce((select json_agg(${alertJ} order by a.opened_at desc) from alerts a where a.shop = o.shop and a.order_id = o.id and a.closed_at is null), '[]'::json)` : ""})`;
const tail = "from orders o where o.shop = $1 and o.deleted_at is null order by o.created_at desc, o.id desc limit 51";
const V = ["big.myshopify.com"];
const S: Record<string, string> = {
  id: `select o.id ${tail}`,
  "json full": `select o.id, o.created_at, ${row(true, true)}::text as json ${tail}`,
  "json no alerts": `select o.id, o.created_at, ${row(true, false)}::text as json ${tail}`,
  "json bare": `select o.id, o.created_at, ${row(false, false)}::text as json ${tail}`,
  "agg full": `select string_agg(json, ',') from (select ${row(true, true)}::text as json ${tail}) x`,
};
let i = 0;
for (const [n, s] of Object.entries(S)) for (const [pn, p] of Object.entries({ custom, generic, rlsC, rlsG })) { const name = `s${i++}`; await time(`${n} / ${pn}`, () => p.query({ name, text: s, values: V })); }
for (const p of [custom, generic, rlsC, rlsG]) await p.end();
