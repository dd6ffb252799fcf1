import pg from "pg";
import { openDatabase } from "#app/db.server.ts";
import { prepareReservation } from "#app/domains/inventory/index.server.ts";
import { lockOrders } from "#app/domains/orders/index.server.ts";
import { type Ctx, contextFor, inSteadyTransaction, systemActor } from "#app/platform/ctx.ts";
import { compare, withDatabase } from "./harness.ts";
import type { Bench } from "./main.ts";

const shop = "bench.myshopify.com";
const hot = 1;
const atOnce = 10;

/** Reservations of one product by many orders at once, against the row lock that none of them can do without. */
export const bench: Bench = {
  title: `reservations of one hot product, ${atOnce} at once, against UPDATE … RETURNING of its row in a loop`,
  run: ({ quick }) =>
    withDatabase(async (url) => {
      const orders = quick ? 300 : 3_000;
      const database = openDatabase({ url, poolSize: atOnce });
      const ctx = contextFor(database, shop, systemActor("Bench"), "bench", new Date());
      const pool = new pg.Pool({ connectionString: url, max: atOnce });
      // As the role of the product, since the owner's changes of stock are noted down besides.
      const bare = new pg.Pool({ connectionString: url, max: atOnce, options: `-c role=orders_app -c app.shop=${shop}` });
      bare.on("error", () => {});
      pool.on("error", () => {}); // the database ends before its last connections have
      await seed(pool, orders);
      await compare({
        product: { name: "prepareReservation, held with the commit", measure: () => fresh(pool, () => rate(orders, (index) => reserve(ctx, index + 1))) },
        baseline: { name: "UPDATE … RETURNING", measure: () => fresh(pool, () => rate(orders, () => bare.query({ name: "take", text: take, values: [shop, hot] }))) },
        unit: "a second",
        repeats: quick ? 1 : 15, // its figures vary more than others': who waits for a row is woken by chance
        target: ">= 0.5",
      });
      await database.close();
      await Promise.all([pool.end(), bare.end()]);
    }),
};

const take = "update product_variants set reserved_stock = reserved_stock + 1 where shop = $1 and id = $2 and stock - reserved_stock >= 1 returning reserved_stock";

/** As the transition of one order does it, with all else left out. */
function reserve(ctx: Ctx, orderId: number): Promise<void> {
  return inSteadyTransaction(ctx, async (tx) => {
    for (const order of await lockOrders(tx, [BigInt(orderId)])) await (await prepareReservation(tx, order, { reservationHours: 72 }))?.(tx.last);
  });
}

async function rate(count: number, run: (index: number) => Promise<unknown>): Promise<number> {
  const started = performance.now();
  let next = 0;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (next < count) await run(next++);
    }),
  );
  return count / ((performance.now() - started) / 1000);
}

async function seed(pool: pg.Pool, orders: number): Promise<void> {
  await pool.query("insert into shops (shop, scopes, installed_at) values ($1, '{}', now())", [shop]);
  await pool.query("insert into product_variants (shop, id, sku, stock, read_at) values ($1, $2, 'KET-1', 1000000, now())", [shop, hot]);
  await pool.query(
    `insert into orders (shop, id, name, number, created_at, updated_at, snapshot_tie, currency_code, total, gateways, tags)
     select $1, i, '#' || i, i, now(), now(), '', 'INR', 499, '{}', '{}' from generate_series(1, $2::int) i`,
    [shop, orders],
  );
  await pool.query(
    `insert into order_line_items (shop, order_id, id, position, variant_id, title, quantity, current_quantity, fulfillable_quantity, price)
     select $1, i, i, 0, $2, 'Kettle', 1, 1, 1, 499 from generate_series(1, $3::int) i`,
    [shop, hot, orders],
  );
  await pool.query("vacuum analyze orders, order_line_items");
}

/** Puts everything back on the shelf first. */
async function fresh(pool: pg.Pool, measure: () => Promise<number>): Promise<number> {
  await pool.query("truncate reservations, timeline_entries");
  await pool.query("update product_variants set reserved_stock = 0 where shop = $1", [shop]);
  await pool.query("vacuum product_variants");
  return measure();
}
