import { Webhook } from "standardwebhooks";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dispatchOutbox } from "#app/platform/dispatch-outbox.server.ts";
import { inTransaction } from "#app/platform/ctx.ts";
import { publish } from "#app/platform/outbox.ts";
import { configureOutbound } from "#app/platform/public-http.server.ts";
import { secondShop, startTestApp, type TestApp } from "./setup/app.ts";
import { atEndOfFile } from "./setup/endings.ts";

let app: TestApp;
const received: { headers: Record<string, string>; body: string }[] = [];
const receiver = createServer((request, response) => {
  let body = "";
  request.on("data", (chunk: Buffer) => (body += chunk.toString()));
  request.on("end", () => {
    received.push({ headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)])), body });
    response.end();
  });
});
beforeAll(async () => {
  app = await startTestApp();
  configureOutbound({ allowPrivate: true });
  atEndOfFile(() => configureOutbound({ allowPrivate: false }));
  await new Promise<void>((listening) => receiver.listen(0, listening));
});
afterAll(() => receiver.close());

const asOwner = (method: string, path: string, body?: unknown) => app.request(method, `/api/settings${path}`, { as: "owner", body });
const isAddress = (value: unknown): value is AddressInfo => typeof value === "object" && value !== null;
const audited = async (event: string) => (await app.request("GET", `/admin/ops/audit?event=${event}`, { as: "owner" })).body.events;

test("the settings are for admins alone", async () => {
  const answers = [
    await app.request("GET", "/api/settings"),
    await app.request("PUT", "/api/settings", { body: { version: 0, values: {} } }),
    await app.request("GET", "/api/settings/api-keys"),
    await app.request("GET", "/api/settings/staff"),
    await app.request("GET", "/api/settings/webhook-deliveries"),
  ];

  expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403]);
});

test("are read and changed over HTTP", async () => {
  const { body: before } = await asOwner("GET", "");
  const saved = await asOwner("PUT", "", { version: before.version, values: { delayedHours: 30 } });
  const stale = await asOwner("PUT", "", { version: before.version, values: { delayedHours: 31 } });

  expect(saved).toMatchObject({ status: 200, body: { values: { delayedHours: 30 } } });
  expect(stale).toMatchObject({ status: 409, body: { code: "SETTINGS_CHANGED" } });
});

test("list the staff with their roles", async () => {
  await app.request("GET", "/sync/orders", { as: "agent" });

  const { body } = await asOwner("GET", "/staff");

  expect(body.staff.map(({ role }: { role: string }) => role)).toEqual(expect.arrayContaining(["admin", "operator", "viewer"]));
});

describe("API keys", () => {
  test("are told once, let their bearer in, and nobody once they are revoked", async () => {
    const { status, body: created } = await asOwner("POST", "/api-keys", { name: "ERP", role: "viewer" });
    const before = await app.request("GET", "/sync/orders", { token: created.key });
    const { body: list } = await asOwner("GET", "/api-keys");

    await asOwner("DELETE", `/api-keys/${created.id}`);

    const after = await app.request("GET", "/sync/orders", { token: created.key });
    expect([status, before.status, after.status]).toEqual([201, 200, 401]);
    expect(JSON.stringify(list)).not.toContain(created.key);
    expect(list.keys).toEqual(expect.arrayContaining([expect.objectContaining({ id: created.id, name: "ERP", role: "viewer", prefix: created.key.slice(0, 12), revokedAt: null })]));
    expect([...(await audited("settings.api_key_created")), ...(await audited("settings.api_key_revoked"))]).toHaveLength(2);
  });

  test("of another shop cannot be revoked", async () => {
    const { body: created } = await app.request("POST", "/api/settings/api-keys", { as: "owner", shop: secondShop, body: { name: "Theirs", role: "agent" } });

    expect((await asOwner("DELETE", `/api-keys/${created.id}`)).status).toBe(404);
  });

  test("are not kept in the answers for repeated requests", async () => {
    const { body } = await app.request("POST", "/api/settings/api-keys", { as: "owner", body: { name: "Once", role: "agent" }, headers: { "Idempotency-Key": "k" } });

    const kept = await (await app.context()).sql`select 1 from idempotency_keys where body like ${`%${body.key}%`}`;
    expect(kept).toEqual([]);
  });
});

describe("webhook secrets", () => {
  async function send(endpointId: string) {
    const ctx = await app.context();
    await inTransaction(ctx, (tx) => publish(tx, { type: "webhook.deliver", payload: { endpointId, event: { type: "order.transitioned", timestamp: ctx.now.toISOString(), data: {} } } }));
    await dispatchOutbox(await app.system());
    return received.at(-1);
  }

  test("are rotated so that messages carry both signatures for a day, and the log tells of each message", async () => {
    const address = receiver.address();
    const { body: added } = await asOwner("POST", "/webhook-endpoints", { url: `http://localhost:${isAddress(address) ? address.port : 0}/hook` });
    const { body: rotated } = await asOwner("POST", `/webhook-endpoints/${added.id}/rotate`, {});

    const message = await send(added.id);

    for (const secret of [added.secret, rotated.secret]) expect(() => new Webhook(secret).verify(message?.body ?? "", message?.headers ?? {})).not.toThrow();
    expect(rotated.secret).not.toBe(added.secret);
    const { body: log } = await asOwner("GET", "/webhook-deliveries");
    expect(log.deliveries[0]).toMatchObject({ endpointId: added.id, url: added.url, type: "order.transitioned", status: "DELIVERED", attempts: 1 });
    expect(await audited("settings.webhook_secret_rotated")).toHaveLength(1);
  });

  test("are signed with the new one alone when the day is over", async () => {
    const address = receiver.address();
    const { body: added } = await asOwner("POST", "/webhook-endpoints", { url: `http://localhost:${isAddress(address) ? address.port : 0}/other` });
    const { body: rotated } = await asOwner("POST", `/webhook-endpoints/${added.id}/rotate`, {});
    await (await app.context()).sql`update webhook_endpoints set previous_secret_until = now() - interval '1 second' where id::text = ${added.id}`;

    const message = await send(added.id);

    expect(() => new Webhook(rotated.secret).verify(message?.body ?? "", message?.headers ?? {})).not.toThrow();
    expect(() => new Webhook(added.secret).verify(message?.body ?? "", message?.headers ?? {})).toThrow();
  });

  test("of another shop's endpoint are not to be rotated", async () => {
    const { body: added } = await app.request("POST", "/api/settings/webhook-endpoints", { as: "owner", shop: secondShop, body: { url: "https://example.com/hook" } });

    expect((await asOwner("POST", `/webhook-endpoints/${added.id}/rotate`, {})).status).toBe(404);
  });

  test("are not kept in the answers for repeated requests", async () => {
    const headers = { "Idempotency-Key": "k" };
    const added = await app.request("POST", "/api/settings/webhook-endpoints", { as: "owner", body: { url: "https://hooks.example.com/once" }, headers });
    const rotated = await app.request("POST", `/api/settings/webhook-endpoints/${added.body.id}/rotate`, { as: "owner", body: {}, headers });

    expect([added.status, rotated.status]).toEqual([201, 200]);
    for (const { body } of [added, rotated]) expect(await (await app.context()).sql`select 1 from idempotency_keys where body like ${`%${body.secret}%`}`).toEqual([]);
  });
});
