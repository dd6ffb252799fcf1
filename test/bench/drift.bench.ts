import pg from "pg";
import { openDatabase } from "#app/db.server.ts";
import { listDrift } from "#app/domains/inventory/index.server.ts";
import { contextFor, systemActor } from "#app/platform/ctx.ts";
import { compare, withDatabase } from "./harness.ts";
import type { Bench } from "./main.ts";

const shop = "bench.myshopify.com";
const products = 100_000;
const reservations = 1_000_000;
const drifted = 50;

/** The drift report, with causes, against the cheapest aggregate that finds the same products. */
export const bench: Bench = {
  title: `drift report over ${products} products and ${reservations} active reservations, against the bare SQL aggregate`,
  run: ({ quick }) =>
    withDatabase(async (url) => {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      await seed(client, quick ? 10 : 1);
      const database = openDatabase({ url });
      const ctx = contextFor(database, shop, systemActor("Bench"), "bench", new Date());
      await compare({
        product: { name: "listDrift", measure: () => milliseconds(async () => (await listDrift(ctx, { limit: 500 })).total) },
        baseline: { name: "bare SQL aggregate", measure: () => milliseconds(async () => (await client.query(aggregate, [shop])).rows.length) },
        unit: "ms",
        repeats: quick ? 3 : 15,
        target: "<= 1.5",
      });
      await database.close();
      await client.end();
    }),
};

const aggregate = `
  select v.id, v.reserved_stock, coalesce(sum(r.quantity), 0) as active
  from product_variants v left join reservations r on r.shop = v.shop and r.variant_id = v.id and r.status = 'ACTIVE'
  where v.shop = $1 group by v.shop, v.id having v.reserved_stock <> coalesce(sum(r.quantity), 0)`;

async function milliseconds(run: () => Promise<number>): Promise<number> {
  const started = performance.now();
  const found = await run();
  if (found !== drifted) throw new Error(`${found} products found where ${drifted} differ`);
  return performance.now() - started;
}

async function seed(client: pg.Client, share: number): Promise<void> {
  const [wanted, held] = [products / share, reservations / share];
  await client.query("insert into shops (shop, scopes, installed_at) values ($1, '{}', now())", [shop]);
  await client.query(
    `insert into product_variants (shop, id, product_id, product_title, sku, stock, reserved_stock, read_at)
     select $1, i, i, 'Kettle ' || i, 'KET-' || i, 100, $2::int + case when i <= $3 then 1 else 0 end, now() from generate_series(1, $4::int) i`,
    [shop, held / wanted, drifted, wanted],
  );
  await client.query("alter table reservations disable trigger user"); // seeding is no edit by hand
  await client.query(
    `insert into reservations (shop, id, order_id, variant_id, quantity, expires_at, created_at, correlation_id)
     select $1, gen_random_uuid(), i, 1 + i % $2::int, 1, now() + interval '7 days', now(), 'bench' from generate_series(1, $3::int) i`,
    [shop, wanted, held],
  );
  await client.query("alter table reservations enable trigger user");
  await client.query("vacuum analyze product_variants, reservations");
}
