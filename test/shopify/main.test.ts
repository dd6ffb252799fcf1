import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { appToml } from "./testing/test-shopify.ts";

interface Running {
  url: string;
  child: ChildProcess;
  exited: Promise<number | null>;
}

function launch(dataDir: string, port = 0) {
  const env = { ...process.env, LOCAL_SHOPIFY_PORT: String(port), DATA_DIR: dataDir, SHOPIFY_APP_TOML: appToml };
  const child = spawn(process.execPath, [fileURLToPath(new URL("./main.ts", import.meta.url))], { env, stdio: ["ignore", "ignore", "pipe", "ipc"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  const exited = new Promise<number | null>((done) => child.once("exit", (code) => done(code)));
  return { child, exited };
}

async function start(dataDir: string): Promise<Running> {
  const { child, exited } = launch(dataDir);
  const url = await new Promise<string>((done) => child.once("message", (message: { url: string }) => done(message.url)));
  return { url, child, exited };
}

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "local-shopify-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const post = async (url: string, body: object) => (await fetch(url, { method: "POST", body: JSON.stringify(body) })).json();

async function ask(url: string, query: string) {
  const { accessToken } = (await (await fetch(`${url}/_local/access-token?shop=demo`)).json()) as { accessToken: string };
  const response = await fetch(`${url}/admin/api/2026-10/graphql.json`, { method: "POST", headers: { "X-Shopify-Access-Token": accessToken }, body: JSON.stringify({ query }) });
  return response.json();
}

test("goes on where it was, also after it was killed", async () => {
  const dataDir = temporaryFolder();
  const first = await start(dataDir);
  await post(`${first.url}/_local/orders`, { shop: "demo", count: 5, template: "shipped" });
  const orders = "{ orders(first: 9, sortKey: ID) { nodes { id name displayFulfillmentStatus } } }";
  const before = await ask(first.url, orders);

  first.child.kill("SIGKILL");
  await first.exited;
  const second = await start(dataDir);
  const after = await ask(second.url, orders);
  await post(`${second.url}/_local/orders`, { shop: "demo", template: "prepaid" });

  expect(after.data).toEqual(before.data);
  expect(await ask(second.url, '{ orders(first: 1, query: "name:1006") { nodes { name } } }')).toMatchObject({ data: { orders: { nodes: [{ name: "#1006" }] } } });
});

test("stops when it is asked to, and when whoever started it has gone", async () => {
  const asked = await start(temporaryFolder());
  const orphan = await start(temporaryFolder());

  asked.child.kill("SIGTERM");
  orphan.child.disconnect();

  expect(await Promise.all([asked.exited, orphan.exited])).toEqual([0, 0]);
});

test("says in one line what to do when its port is in use", async () => {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, done));
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = address && typeof address === "object" ? address.port : 0;

  const { child, exited } = launch(temporaryFolder(), port);
  let printed = "";
  child.stderr?.on("data", (chunk: Buffer) => (printed += chunk.toString()));

  expect(await exited).toBe(1);
  expect(printed).toBe(`Port ${port} is in use: stop what listens there, or set LOCAL_SHOPIFY_PORT to another one.\n`);
});
