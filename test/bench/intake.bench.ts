import { createHmac, randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import pg from "pg";
import { orderWebhook } from "#test/factories/webhooks.ts";
import { compare, startServer, withDatabase } from "./harness.ts";
import { httpRequest, load } from "./http-load.ts";
import type { Bench } from "./main.ts";

const shop = "bench.myshopify.com";
const connections = 50;

/** The whole of POST /webhooks (signature, durable arrival, identity, job) against one INSERT of the same body a request. */
export const bench: Bench = {
  title: "webhooks/s through POST /webhooks, against a bare node:http server with one INSERT a request (50 connections)",
  run: ({ quick }) =>
    withDatabase(async (url) => {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      await client.query("insert into shops (shop, scopes, installed_at) values ($1, '{}', now())", [shop]);
      const server = (role: string) => startServer(join(import.meta.dirname, "intake-server.ts"), { ROLE: role, DATABASE_URL: url });
      const [product, baseline] = [await server("product"), await server("baseline")];
      const bodies = orderBodies();
      const signatures = bodies.map((body) => createHmac("sha256", "secret").update(body).digest("base64"));
      console.log(`  ${bodies.length} bodies, ${Math.round(bodies.reduce((sum, body) => sum + body.length, 0) / bodies.length / 1024)} KB on average\n`);

      const request = (index: number) => {
        const body = bodies[index % bodies.length] ?? Buffer.alloc(0);
        const headers = {
          "Content-Type": "application/json",
          "X-Shopify-Topic": "orders/updated",
          "X-Shopify-Shop-Domain": shop,
          "X-Shopify-Hmac-Sha256": signatures[index % bodies.length] ?? "",
          "X-Shopify-Webhook-Id": randomUUID(),
          "X-Shopify-Event-Id": randomUUID(),
          "X-Shopify-Api-Version": "2026-10",
          "X-Shopify-Triggered-At": "2026-11-21T08:00:00.000Z",
        };
        return httpRequest("POST", "/webhooks", headers, body);
      };
      const measure = async (target: string) => {
        const { requestsPerSecond, statuses } = await load({ url: target, connections, seconds: quick ? 2 : 6, request });
        if (Object.keys(statuses).some((status) => status !== "200")) throw new Error(`not every webhook was taken: ${JSON.stringify(statuses)}`);
        return requestsPerSecond;
      };
      await compare({
        product: { name: "POST /webhooks", measure: () => measure(product.url) },
        baseline: { name: "bare node:http, one INSERT", measure: () => measure(baseline.url) },
        unit: "requests/s",
        repeats: quick ? 1 : 5,
        target: ">= 1.0",
      });
      const { rows } = await client.query("select (select count(*) from raw_arrivals) as raw, (select count(*) from events_processed) as ledger");
      console.log(`  stored: ${JSON.stringify(rows[0])}`);
      await Promise.all([product.stop(), baseline.stop()]);
      await client.end();
    }),
};

/** Recorded order webhooks where they are at hand, else one of ours. */
function orderBodies(): Buffer[] {
  const recorded = resolve(process.env["SHARED_DIR"] ?? "../shared", "shopify/webhooks");
  if (!existsSync(recorded)) return [Buffer.from(JSON.stringify(orderWebhook()))];
  return readdirSync(recorded)
    .filter((folder) => folder.startsWith("orders__"))
    .flatMap((folder) => readdirSync(join(recorded, folder)).map((file) => readFileSync(join(recorded, folder, file))))
    .filter((body) => body.length > 3_000);
}
