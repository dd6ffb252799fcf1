// One of the two processes of the list benchmark over HTTP: the product's web server without its pages, or the same rows as
// JSON with nothing else about them.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import pg from "pg";
import { openDatabase } from "#app/db.server.ts";
import { registerDomains } from "#app/registry.server.ts";
import { startWeb } from "#app/web.server.ts";
import { columns } from "./list-rows.ts";

const url = process.env["DATABASE_URL"] ?? "";
const connections = 10;

if (process.env["ROLE"] === "product") {
  registerDomains();
  const web = await startWeb({ database: openDatabase({ url, poolSize: connections }), port: 0, apiKey: "key", apiSecret: "secret", requestsPerWindow: 1_000_000_000 });
  process.send?.({ port: web.port });
} else {
  const pool = new pg.Pool({ connectionString: url, max: connections });
  const text = `select ${columns} from orders where shop = $1 and deleted_at is null and workflow_state = $2 order by created_at desc, id desc limit $3`;
  const server = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? "/", "http://localhost");
    const values = [process.env["SHOP"], searchParams.get("status"), Number(searchParams.get("pageSize"))];
    void pool.query({ name: "list", text, values }).then(({ rows }) => {
      const body = Buffer.from(JSON.stringify({ orders: rows }));
      response.writeHead(200, { "Content-Type": "application/json", "Content-Length": body.length }).end(body);
    });
  });
  server.listen(0, () => process.send?.({ port: (server.address() as AddressInfo).port }));
}
process.on("SIGTERM", () => process.exit(0));
