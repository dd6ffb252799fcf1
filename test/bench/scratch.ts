import pg from "pg";
import { withDatabase } from "./harness.ts";
await withDatabase(async (url) => {
  const c = new pg.Client({ connectionString: url, options: "-c plan_cache_mode=force_custom_plan -c role=orders_app" });
  const o = new pg.Client({ connectionString: url });
  await c.connect(); await o.connect();
  const shop = "bench.myshopify.com";
  await o.query("insert into shops (shop, scopes, installed_at) values ($1, '{}', now())", [shop]);
  await o.query(`insert into orders (shop, id, name, number, created_at, updated_at, snapshot_tie, currency_code, total, financial_status, gateways, tags, search_text, email)
     select $1, i, '#' || i, i, now() - i * interval '1 minute', now(), '', 'INR', 499, 'pending', '{bogus}', '{}', '#' || i || ' noor@example.com', 'noor@example.com' from generate_series(1, 20000) i`, [shop]);
  await o.query("vacuum analyze");
  await c.query("select set_config('app.shop', $1, false)", [shop]);
  const q = async (name: string, text: string, values: unknown[]) => {
    const times: number[] = [];
    for (let i = 0; i < 200; i++) { const t = performance.now(); await c.query({ name, text, values }); times.push(performance.now() - t); }
    times.sort((a, b) => a - b);
    let plan = "";
    try { const { rows } = await c.query({ text: "explain (analyze, summary) " + text, values }); plan = rows.map((r) => r["QUERY PLAN"]).filter((l) => /Planning Time|Execution Time/.test(l)).join(" "); } catch (e) { plan = String(e); }
    console.log(name.padEnd(14), "median ms", times[100]!.toFixed(3), plan);
  };
  await q("one", "select 1", []);
  await q("find", `select w.reference, coalesce(by_id.id, by_number.id, by_name.id) as id
    from unnest($1::text[], $2::bigint[]) as w(reference, id)
    left join orders by_id on by_id.shop = $3 and by_id.id = w.id and by_id.deleted_at is null
    left join lateral (
      select o.id from orders o
      where o.shop = $3 and o.deleted_at is null and w.reference ~ '^[0-9]{1,18}$' and o.number = w.id
      order by o.created_at desc limit 1) by_number on by_id.id is null
    left join lateral (
      select o.id from orders o
      where o.shop = $3 and o.deleted_at is null and o.name = w.reference
      order by o.created_at desc limit 1) by_name on by_id.id is null and by_number.id is null`, [["77"], ["77"], shop]);
  await q("read", `select id, name, round(total, currency_decimals)::text as total, workflow_state from orders where shop = $1 and id = any($2::bigint[]) and deleted_at is null order by id`, [shop, ["77"]]);
  await q("lock", `select id, name, round(total, currency_decimals)::text as total, workflow_state from orders where shop = $1 and id = any($2::bigint[]) and deleted_at is null order by id for update`, [shop, ["77"]]);
  await q("lock=", `select id, name, round(total, currency_decimals)::text as total, workflow_state from orders where shop = $1 and id = $2 and deleted_at is null order by id for update`, [shop, "77"]);
  await q("settings", `select "values" from shop_settings where shop = $1`, [shop]);
  await q("audience", `select (select "values" from shop_settings where shop = $1) as "values", array(select id::text from webhook_endpoints where shop = $1 and disabled_at is null order by created_at) as endpoints`, [shop]);
  await q("update", `update orders set workflow_state = 'paid', workflow_version = workflow_version + 1 where shop = $1 and id = $2`, [shop, "77"]);
  const text = `with moved as (
      update orders o set workflow_state = m.state, workflow_version = m.version, told_state = coalesce(m.told, o.told_state)
      from jsonb_to_recordset($1::jsonb) as m(id bigint, before int, version int, state text, told text)
      where o.shop = $2 and o.id = m.id and o.workflow_version = m.before
      returning o.id) select count(*)::int from moved`;
  await q("cte-update", text, [JSON.stringify([{ id: 77, before: 201, version: 201, state: "paid" }]), shop]);
  await q("key", `select k.id, k.shop, k.name, k.role from api_keys k left join shops s on s.shop = k.shop where k.secret_hash = $1 and k.revoked_at is null and (k.shop = '*' or (s.shop is not null and s.uninstalled_at is null))`, [Buffer.from("x")]);
  await c.end(); await o.end();
});
