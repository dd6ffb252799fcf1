import { spawn } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { resolve } from "node:path";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { sessionToken } from "#scripts/demo-shop.ts";
import { openAdmin, withBrowser } from "./admin.ts";

withBrowser();

const server = resolve(import.meta.dirname, "../../build/server/server.js");
const shop = "demo.myshopify.com";
const stops: (() => unknown)[] = [];
afterAll(() => stops.forEach((stop) => stop()));

let app: string;
let database: Way;

/** A web process with a way to the database of its own, which can be cut while everybody else's stays. */
beforeAll(async () => {
  const url = new URL(inject("databaseUrl"));
  const way = wayTo(Number(url.port));
  url.port = String(await listening(way.server));
  database = way;
  const spare = createServer();
  const port = await listening(spare);
  spare.close();
  app = `http://localhost:${port}`;
  const own = { DATABASE_URL: url.href, PORT: String(port), SHOPIFY_API_KEY: "local-api-key", SHOPIFY_API_SECRET: "local-api-secret", SHOPIFY_APP_URL: app, SHOPIFY_ORIGIN: inject("shopifyUrl") };
  const child = spawn(process.execPath, [server, "web"], { env: { ...process.env, NODE_ENV: "production", LOG_LEVEL: "fatal", ...own }, stdio: ["ignore", "inherit", "inherit", "ipc"] });
  stops.push(() => child.kill("SIGKILL"));
  await once(child, "message");
});

async function open(path: string): Promise<Response> {
  const token = await sessionToken({ shopifyUrl: inject("shopifyUrl"), shop }, "owner");
  return fetch(`${app}${path}?shop=${shop}&host=${btoa(`admin.shopify.com/store/demo`)}&embedded=1&id_token=${token}`, { headers: { "User-Agent": "Mozilla/5.0 Chrome/150.0.0.0", Accept: "text/html" } });
}

test("answers a page with 503 and when to try again while the database starts or is gone, in words", async () => {
  const { status } = await open("/app/exceptions");
  database.start();
  const starting = await open("/app/exceptions");
  database.cut();
  const gone = await open("/app/exceptions");

  expect([status, starting.status, gone.status]).toEqual([200, 503, 503]);
  for (const answer of [starting, gone]) {
    expect(Number(answer.headers.get("Retry-After"))).toBeGreaterThan(0);
    expect(await answer.text()).toContain("The app cannot reach its data");
  }
});

test.each([
  ["an address that no page is at", "/app/nowhere"],
  ["an order that the shop does not have", "/app/orders/404404"],
  ["an exception that the shop does not have", "/app/exceptions/404404"],
  ["an incident that the shop does not have", "/app/ops/incidents/404404"],
])("says inside the app that there is no such page at %s, and leads back", async (_what, path) => {
  const { page, app } = await openAdmin(path);
  await app.getByRole("heading", { name: "There is no such page" }).waitFor();
  await app.getByRole("link", { name: "Go to orders" }).last().click();

  await app.getByRole("heading", { name: "Orders", exact: true }).waitFor();
  await expect.poll(() => new URL(page.url()).pathname).toMatch(/\/app$/);
});

interface Way {
  server: Server;
  /** From here on the database answers as one that has just been started. */
  start: () => void;
  /** From here on nothing answers. */
  cut: () => void;
}

/** Passes everything on to a port, until it is told otherwise. */
function wayTo(port: number): Way {
  const open = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(port, "127.0.0.1");
    for (const [from, to] of [[near, far], [far, near]] as const) {
      open.add(from);
      from.pipe(to);
      from.on("error", () => to.destroy());
      from.on("close", () => to.destroy());
    }
  });
  const end = () => open.forEach((socket) => socket.destroy());
  const start = () => {
    server.removeAllListeners("connection");
    server.on("connection", (near) => near.on("error", () => {}).once("data", () => near.end(startingUp)));
    end();
  };
  const cut = () => {
    server.close();
    end();
  };
  stops.push(cut);
  return { server, start, cut };
}

/** The message of PostgreSQL's protocol that such a database answers every connection with. */
const startingUp = errorMessage("SFATAL\0VFATAL\0C57P03\0Mthe database system is starting up\0\0");

function errorMessage(fields: string): Buffer {
  const head = Buffer.alloc(5);
  head.write("E");
  head.writeInt32BE(fields.length + 4, 1);
  return Buffer.concat([head, Buffer.from(fields)]);
}

async function listening(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return isTcp(address) ? address.port : 0;
}

function isTcp(address: string | AddressInfo | null): address is AddressInfo {
  return typeof address === "object" && address !== null;
}

test("lets the shop's admin frame its pages, and nobody a page that is of no shop", async () => {
  const policyOf = async (path: string) => (await fetch(`${inject("appUrl")}${path}`, { headers: { Accept: "text/html" } })).headers.get("Content-Security-Policy");

  expect(await policyOf(`/app/nowhere?shop=${shop}`)).toContain(`frame-ancestors https://${shop}`);
  for (const path of ["/nowhere", "/auth/login"]) expect(await policyOf(path)).toBe("frame-ancestors 'none'");
});
