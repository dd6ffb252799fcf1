import { expect, test } from "vitest";
import { buildFailure, buildPending } from "#test/factories/outbox.ts";
import { testContext } from "#test/setup/context.ts";
import { listDestinations } from "./list-destinations.server.ts";

test("names where events go, with what waits and what has failed there", async () => {
  const ctx = await testContext();
  await ctx.sql`insert into webhook_endpoints (shop, id, url, description, secret, created_at, created_by) values (${ctx.shop}, gen_random_uuid(), 'https://erp.example.com/hook', '', 'x', now(), 'test')`;
  await buildPending(ctx);
  await buildPending(ctx);
  await buildFailure(ctx);

  const [shopify, mail, endpoint] = await listDestinations(ctx);

  expect(shopify).toMatchObject({ destination: "shopify", label: "Shopify", pending: 2, failed: 1, oldestPendingAt: ctx.now.toISOString(), state: "ok", restsUntil: null });
  expect(mail).toMatchObject({ destination: "mail", label: "Mail", pending: 0, failed: 0, oldestPendingAt: null });
  expect(endpoint).toMatchObject({ destination: expect.stringMatching(/^webhook:/), label: "erp.example.com" });
});

test("says whether a destination works, fails now and then, is left alone, or was paused", async () => {
  const ctx = await testContext();
  const stateNow = async () => (await listDestinations(ctx)).find(({ destination }) => destination === "mail");

  const ok = await stateNow();
  await ctx.sql`insert into outbox_circuits (shop, destination, failures, last_error, updated_at) values (${ctx.shop}, 'mail', 2, 'Connection refused', now())`;
  const failing = await stateNow();
  await ctx.sql`update outbox_circuits set failures = 5, blocked_until = now() + interval '10 minutes' where shop = ${ctx.shop}`;
  const resting = await stateNow();
  await ctx.sql`insert into pauses (shop, kind, name, incident_id, paused_at, paused_by) values (${ctx.shop}, 'destination', 'mail', gen_random_uuid(), now(), 'Asha')`;
  const paused = await stateNow();

  expect([ok, failing, resting, paused].map((state) => state?.state)).toEqual(["ok", "failing", "resting", "paused"]);
  expect(failing).toMatchObject({ lastError: "Connection refused", restsUntil: null });
  expect(Date.parse(resting?.restsUntil ?? "")).toBeGreaterThan(ctx.now.getTime());
});
