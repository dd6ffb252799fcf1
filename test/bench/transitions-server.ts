// One of the two processes of the transitions benchmark: the product's web server without its pages, or the SQL that no
// transition can do without, as bare as it gets.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import pg from "pg";
import { openDatabase } from "#app/db.server.ts";
import { registerDomains } from "#app/registry.server.ts";
import { startWeb } from "#app/web.server.ts";

const url = process.env["DATABASE_URL"] ?? "";
const shop = process.env["SHOP"] ?? "";
const connections = 10;

if (process.env["ROLE"] === "product") {
  registerDomains();
  const web = await startWeb({ database: openDatabase({ url, poolSize: connections }), port: 0, apiKey: "key", apiSecret: "secret", requestsPerWindow: 1_000_000 });
  process.send?.({ port: web.port });
} else {
  const pool = new pg.Pool({ connectionString: url, max: connections });
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
    const figure = pathname === "/bulk" ? bulk(Number(searchParams.get("first")), Number(searchParams.get("count"))) : single(Number(searchParams.get("seconds")), Number(searchParams.get("most")));
    void figure.then((result) => response.end(JSON.stringify(result)));
  });
  server.listen(0, () => process.send?.({ port: (server.address() as AddressInfo).port }));

  /** Transitions a second, each a transaction of its own, over all connections. */
  async function single(seconds: number, most: number): Promise<number> {
    const started = performance.now();
    const end = started + seconds * 1000;
    let next = 0;
    await Promise.all(
      Array.from({ length: connections }, async () => {
        while (performance.now() < end && next < most) {
          const id = ++next;
          const client = await pool.connect();
          await client.query("begin");
          await transition(client, id);
          await client.query("commit");
          client.release();
        }
      }),
    );
    return next / ((performance.now() - started) / 1000);
  }

  /** Milliseconds an order, all in one transaction. */
  async function bulk(first: number, count: number): Promise<number> {
    const client = await pool.connect();
    const started = performance.now();
    await client.query("begin");
    for (let id = first; id < first + count; id += 1) await transition(client, id);
    await client.query("commit");
    const ms = (performance.now() - started) / count;
    client.release();
    return ms;
  }

  async function transition(client: pg.PoolClient, id: number): Promise<void> {
    const { rows } = await client.query<{ workflow_version: number }>({ name: "lock", text: "select workflow_state, workflow_version from orders where shop = $1 and id = $2 for update", values: [shop, id] });
    const version = (rows[0]?.workflow_version ?? 0) + 1;
    await client.query({ name: "update", text: "update orders set workflow_state = 'paid', workflow_version = $3 where shop = $1 and id = $2", values: [shop, id, version] });
    await client.query({
      name: "log",
      text: "insert into order_transition_logs (shop, order_id, version, from_state, to_state, transition, actor_label, metadata, correlation_id, created_at) values ($1, $2, $3, 'pending', 'paid', 'mark_paid', 'Bench', '{}', 'bench', now())",
      values: [shop, id, version],
    });
    await client.query({
      name: "outbox",
      text: "insert into outbox_events (shop, id, type, stream, order_id, payload, next_attempt_at, correlation_id, created_at) values ($1, gen_random_uuid(), 'shopify.payment_capture', $2::text, $2::bigint, $3, now(), 'bench', now())",
      values: [shop, String(id), JSON.stringify({ orderId: id })],
    });
  }
}
process.on("SIGTERM", () => process.exit(0));
