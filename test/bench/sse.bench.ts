import { randomUUID } from "node:crypto";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { openDatabase } from "#app/db.server.ts";
import { mintApiKey } from "#app/domains/shops/index.server.ts";
import { contextFor, inTransaction, systemActor, systemContext } from "#app/platform/ctx.ts";
import { signal } from "#app/platform/live.ts";
import { publishLive } from "#app/platform/publish-live.server.ts";
import { compare, type Server, startServer, withDatabase } from "./harness.ts";
import { httpRequest } from "./http-load.ts";
import type { Bench } from "./main.ts";

const shop = "bench.myshopify.com";
/** On which the bare loop is told. */
const channel = "bench_streams";

/** A refresh from its commit to the last of all open streams, and what a stream costs, against a loop over open answers. */
export const bench: Bench = {
  title: "a refresh to every open stream of one process, against a bare loop that writes to all of them on NOTIFY",
  run: ({ quick }) =>
    withDatabase(async (url) => {
      const count = quick ? 500 : 5_000;
      const database = openDatabase({ url, poolSize: 4 });
      const system = () => systemContext(database, randomUUID(), new Date());
      await database.system`insert into shops (shop, scopes, installed_at) values (${shop}, '{}', now())`;
      const { key } = await mintApiKey(system(), { shop, name: "bench", role: "viewer", createdBy: "bench" });

      const server = (role: string) => startServer(join(import.meta.dirname, "sse-server.ts"), { ROLE: role, DATABASE_URL: url, CHANNEL: channel });
      const [product, baseline] = [await listenAll(await server("product"), count, key), await listenAll(await server("baseline"), count, key)];
      for (const [name, { bytesAStream }] of Object.entries({ product, baseline })) console.log(`  ${name.padEnd(10)} ${(bytesAStream / 1024).toFixed(1)} KB a stream, ${count.toLocaleString("en")} open${name === "product" ? "   target: < 30" : ""}`);
      console.log();

      const refresh = async () => {
        const ctx = contextFor(database, shop, systemActor("Bench"), randomUUID(), new Date());
        await inTransaction(ctx, (tx) => signal(tx, { event: "refresh", data: { reason: "action", orderIds: ["gid://shopify/Order/1"] } }));
        await publishLive(system());
      };
      const notify = () => database.system`select pg_notify(${channel}, ${JSON.stringify([shop])})`;
      const timed = async (to: Listeners, tell: () => Promise<unknown>) => {
        await pause(1_100); // a shop gets at most one refresh a second
        const told = to.next();
        const started = performance.now();
        await tell();
        await told;
        return performance.now() - started;
      };
      await compare({
        product: { name: `refresh to ${count.toLocaleString("en")} streams`, measure: () => timed(product, refresh) },
        baseline: { name: "bare loop", measure: () => timed(baseline, notify) },
        unit: "ms (to the last)",
        repeats: quick ? 2 : 10,
        target: "product < 1,000 ms",
      });
      for (const { close } of [product, baseline]) await close();
      await database.close();
    }),
};

interface Listeners {
  bytesAStream: number;
  /** Resolves when every stream has heard of the next refresh. */
  next: () => Promise<void>;
  close: () => Promise<void>;
}

/** Opens so many streams, some hundred at a time. */
async function listenAll(server: Server, count: number, key: string): Promise<Listeners> {
  const request = httpRequest("GET", "/sync/orders/alerts", { Authorization: `Bearer ${key}`, Accept: "text/event-stream" });
  let missing = 0;
  let heard: (() => void) | undefined;
  const hear = () => {
    missing -= 1;
    if (missing === 0) heard?.();
  };
  await memoryOf(server);
  await openStream(server.url, request, hear);
  const before = await memoryOf(server);
  const sockets: Socket[] = [];
  while (sockets.length < count - 1) {
    const batch = Math.min(200, count - 1 - sockets.length);
    sockets.push(...(await Promise.all(Array.from({ length: batch }, () => openStream(server.url, request, hear)))));
  }
  const after = await memoryOf(server);
  return {
    bytesAStream: (after - before) / sockets.length,
    next: () =>
      new Promise((done) => {
        missing = count;
        heard = done;
      }),
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await server.stop();
    },
  };
}

/** Opens a stream; resolves when it has said where it is. Calls `hear` at each refresh. */
function openStream(url: string, request: Buffer, hear: () => void): Promise<Socket> {
  const { hostname, port } = new URL(url);
  return new Promise((done, fail) => {
    const socket = connect({ host: hostname, port: Number(port), noDelay: true }, () => socket.write(request));
    socket.setEncoding("latin1");
    socket.on("data", (text: string) => {
      if (text.includes("HTTP/1.1") && !text.startsWith("HTTP/1.1 200")) fail(new Error(text.slice(0, 300)));
      if (text.includes("id: ") && !text.includes("event: ")) done(socket);
      if (text.includes("event: refresh")) hear();
    });
    socket.once("error", fail);
  });
}

/** The bytes that a server's process holds, after its garbage is collected. */
function memoryOf({ child }: Server): Promise<number> {
  return new Promise((done) => {
    child.once("message", (message) => done(Number(Reflect.get(Object(message), "rss"))));
    child.send("memory");
  });
}
