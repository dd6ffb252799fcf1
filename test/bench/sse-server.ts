// One of the two processes of the event stream benchmark: the product's web server without its pages, or the least that
// sends the same text to all who listen. Tells how much memory it has, when asked.
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import pg from "pg";
import { openDatabase } from "#app/db.server.ts";
import { registerDomains } from "#app/registry.server.ts";
import { startWeb } from "#app/web.server.ts";

const url = process.env["DATABASE_URL"] ?? "";

if (process.env["ROLE"] === "product") {
  registerDomains();
  const web = await startWeb({ database: openDatabase({ url, poolSize: 10 }), port: 0, apiKey: "key", apiSecret: "secret", requestsPerWindow: 1_000_000_000 });
  process.send?.({ port: web.port });
} else {
  const streams = new Set<ServerResponse>();
  const listener = new pg.Client({ connectionString: url });
  await listener.connect();
  await listener.query(`listen ${process.env["CHANNEL"]}`);
  listener.on("notification", ({ payload }) => {
    for (const stream of streams) stream.write(`event: refresh\ndata: ${payload}\n\n`);
  });
  const server = createServer((_request, response) => {
    response.writeHead(200, { "Content-Type": "text/event-stream" }).write("id: 0\n\n");
    streams.add(response);
    response.once("close", () => streams.delete(response));
  });
  server.listen(0, () => process.send?.({ port: (server.address() as AddressInfo).port }));
}

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");
process.on("message", () => {
  collectGarbage();
  process.send?.({ rss: process.memoryUsage().rss });
});
process.on("SIGTERM", () => process.exit(0));
