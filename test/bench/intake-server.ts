// One of the two servers of the intake benchmark: the product's web server without its pages, or the baseline.
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import pg from "pg";
import { openDatabase } from "#app/db.server.ts";
import { connectWaker } from "#app/platform/jobs.server.ts";
import { startWeb } from "#app/web.server.ts";

const url = process.env["DATABASE_URL"] ?? "";

if (process.env["ROLE"] === "product") {
  const database = openDatabase({ url, poolSize: 10 });
  await connectWaker(database.pool);
  const web = await startWeb({ database, port: 0, apiKey: "key", apiSecret: "secret", requestsPerWindow: 1_000_000 });
  process.send?.({ port: web.port });
} else {
  // As bare as it gets: the body as it came, one INSERT a request.
  const pool = new pg.Pool({ connectionString: url, max: 10 });
  await pool.query("create table if not exists bare_arrivals (id bigserial primary key, received_at timestamptz not null default now(), body bytea not null)");
  const server = createServer((request, response) => {
    void readBody(request).then(async (body) => {
      await pool.query({ name: "insert", text: "insert into bare_arrivals (body) values ($1)", values: [body] });
      response.writeHead(200, { "Content-Type": "application/json", "Content-Length": 17 }).end('{"received":true}');
    });
  });
  server.listen(0, () => process.send?.({ port: (server.address() as AddressInfo).port }));
}
process.on("SIGTERM", () => process.exit(0));

function readBody(request: IncomingMessage): Promise<Buffer> {
  return new Promise((done, fail) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => done(Buffer.concat(chunks)));
    request.on("error", fail);
  });
}
