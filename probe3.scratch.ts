import { readFileSync } from "node:fs";
import pg from "pg";
const url = readFileSync("/tmp/listbench/url","utf8");
const mk = (opt: string) => new pg.Pool({ connectionString: url, max: 1, options: opt });
const generic = mk("-c plan_cache_mode=force_generic_plan");
async function time(name: string, run: () => Promise<unknown>, n = 300) {
  for (let i = 0; i < 30; i++) await run();
  const t: number[] = [];
  for (let i = 0; i < n; i++) { const s = performance.now(); await run(); t.push(performance.now() - s); }
  t.sort((a, b) => a - b);
  console.log(name.padEnd(46), "p50", t[n >> 1]!.toFixed(2), "p95", t[Math.floor(n * 0.95)]!.toFixed(2));
}
const iso = (c: string) => `to_char(${c} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const J = (e: string) => `coalesce(to_json(${e})::text, 'null')`;
const T = (e: string) => `coalesce('"' || ${iso(e)} || '"', 'null')`;
const tail = "from orders o where o.shop = $1 and o.deleted_at is null order by o.created_at desc, o.id desc limit 51";
const V = ["big.myshopify.com"];
const concatRow = (times: boolean) => `concat('{"id":"gid://shopify/Order/', o.id, '","legacyId":"', o.id, '","name":', to_json(o.name),
 ',"createdAt":', ${times ? T("o.created_at") : "''"}, ',"updatedAt":', ${times ? T("o.updated_at") : "''"}, ',"customer":', case when o.customer_name is null and o.email is null then 'null' else concat('{"displayName":', ${J("o.customer_name")}, ',"email":', ${J("o.email")}, '}') end,
 ',"total":{"amount":"', round(o.total, o.currency_decimals), '","currencyCode":"', o.currency_code, '"},"itemCount":', o.item_count, ',"tags":', to_json(o.tags), ',"financialStatus":', ${J("o.financial_status")}, ',"fulfillmentStatus":"', o.fulfillment_status,
 '","workflowState":"', o.workflow_state, '","priority":"', o.priority, '","assignedTo":', ${J("o.assigned_to")}, ',"payment":{"gateway":', ${J("o.gateways[1]")}, ',"cod":', case when o.cod then 'true' else 'false' end, ',"codStatus":', ${J("o.cod_status")}, '},"shipment":{"status":"', o.shipment_status, '","tracking":', coalesce(o.tracking::text, 'null'), ',"lastUpdateAt":', ${times ? T("o.shipment_updated_at") : "''"}, '},"returnStatus":', ${J("o.return_status")}, ',"supportThread":', ${J("o.support_thread_id")}, '}')`;
const S: Record<string, string> = {
  "concat": `select o.id, o.created_at, ${concatRow(true)} as json ${tail}`,
  "concat no times": `select o.id, o.created_at, ${concatRow(false)} as json ${tail}`,
  "3 times only": `select o.id, ${iso("o.created_at")} as a, ${iso("o.updated_at")} as b, ${iso("o.shipment_updated_at")} as c ${tail}`,
  "3 times epoch": `select o.id, extract(epoch from o.created_at) as a, extract(epoch from o.updated_at) as b, extract(epoch from o.shipment_updated_at) as c ${tail}`,
  "3 times raw": `select o.id, o.created_at::text as a, o.updated_at::text b, o.shipment_updated_at::text c ${tail}`,
  "json arr of columns": `select json_agg(x)::text from (select o.id,o.name,o.created_at,o.updated_at,o.customer_name,o.email,o.total,o.currency_code,o.item_count,o.tags,o.financial_status,o.fulfillment_status,o.workflow_state,o.priority,o.assigned_to,o.gateways,o.cod,o.cod_status,o.shipment_status,o.tracking,o.shipment_updated_at,o.return_status,o.support_thread_id ${tail}) x`,
  "search_text, tracking": `select o.id, o.created_at, o.search_text, o.tracking::text ${tail}`,
  "address": `select o.id, o.created_at, o.shipping_address::text || o.shipping_address::text || o.shipping_address::text ${tail}`,
};
let i = 0;
for (const [n, s] of Object.entries(S)) { const name = `s${i++}`; await time(n, () => generic.query({ name, text: s, values: V })); }
await generic.end();
