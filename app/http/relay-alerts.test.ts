import { createServer } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { mintApiKey } from "#app/domains/shops/index.server.ts";
import { inTransaction } from "#app/platform/ctx.ts";
import { signal } from "#app/platform/live.ts";
import { publishLive } from "#app/platform/publish-live.server.ts";
import { startWeb, type Web } from "#app/web.server.ts";
import { relayAddress } from "./relay-alerts.server.ts";
import { demoShop, staffToken, startTestApp, type TestApp } from "#test/setup/app.ts";
import { testDatabase } from "#test/setup/database.ts";

let app: TestApp;
let key: string;
const webs: Web[] = [];
beforeAll(async () => {
  app = await startTestApp();
  ({ key } = await mintApiKey(await app.system(), { shop: "*", name: "Dashboard", role: "viewer", createdBy: "test" }));
});
afterAll(() => Promise.all(webs.map(({ close }) => close())));

/** An instance whose dashboard shows the sync at an address; gives where its pages listen. */
async function dashboardOf(url: string): Promise<string> {
  const web = await startWeb({ database: await testDatabase(), port: 0, apiKey: "local-api-key", apiSecret: "local-api-secret", requestsPerWindow: 1_000_000, remote: { url, apiKey: key, timeoutMs: 2_000 } });
  webs.push(web);
  return `http://localhost:${web.port}${relayAddress}`;
}

async function listen(address: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(address, { headers: { Accept: "text/event-stream", Authorization: `Bearer ${await staffToken(app.shopify, "viewer")}`, ...headers } });
}

/** What a stream says until it has said something of a kind. */
async function heard(response: Response, until: RegExp): Promise<string> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    text += part.value;
    if (until.test(text)) break;
  }
  await reader?.cancel();
  return text;
}

async function tell(n: number): Promise<void> {
  await inTransaction(await app.context(), (tx) => signal(tx, { event: "alert", data: { n } }));
  await publishLive(await app.system());
}

test("hands on what happens at the other instance, and what was missed of it, to staff who have no key of it", async () => {
  const address = await dashboardOf(app.url);
  const first = await listen(address);
  expect(first.headers.get("Content-Type")).toContain("text/event-stream");

  const telling = tell(1);
  const said = await heard(first, /"n":1/);
  await telling;
  await tell(2);
  const [, id = ""] = /id: (\d+)\nevent: alert/.exec(said) ?? [];
  const resumed = await heard(await listen(address, { "Last-Event-ID": id }), /"n":2/);
  const polled = await (await listen(`${address}?since=${id}`, { Accept: "application/json" })).json();

  expect(resumed).not.toContain('"n":1');
  expect(polled).toMatchObject({ success: true, events: [{ event: "alert", data: { n: 2 } }] });
});

test("is not for who has no session", async () => {
  const address = await dashboardOf(app.url);

  expect((await listen(address, { Authorization: "Bearer nobody" })).status).toBe(401);
});

test("ends with the other instance's stream, and says 503 while that cannot be had", async () => {
  const other = createServer((_request, response) => response.writeHead(200, { "Content-Type": "text/event-stream" }).write("id: 5\n\n"));
  await new Promise<void>((done) => other.listen(0, done));
  const address = await dashboardOf(`http://localhost:${Reflect.get(Object(other.address()), "port")}`);
  const stream = await listen(address);

  other.closeAllConnections();
  other.close();
  expect(await heard(stream, /never/).catch(() => "broken off")).not.toContain("never");

  for (const accept of ["text/event-stream", "application/json"]) {
    const response = await listen(address, { Accept: accept });
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ success: false, message: expect.stringContaining("could not be reached") });
  }
});

test("is not there where the dashboard's sync is its own", async () => {
  expect((await fetch(`${app.url}${relayAddress}`)).status).toBe(404);
  expect((await listen(`${app.url}/sync/orders/alerts?shop_domain=${demoShop}`)).status).toBe(200);
});
