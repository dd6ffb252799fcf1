import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { checkShop } from "#app/domains/rebuild/index.server.ts";
import type { Ctx } from "#app/platform/ctx.ts";
import { arrive, skipWaiting, work } from "./factories/arrivals.ts";
import { mirrorOf } from "./factories/histories.ts";
import { testContext } from "./setup/context.ts";

const folder = resolve(process.env["SHARED_DIR"] ?? "../shared", "shopify/webhooks");

interface Recorded {
  topic: string;
  file: string;
}

/** The compliance topics name a shop of their own, and the app's own topics take it out of the shop. */
const leftOut = /^(shop\/redact|customers\/|app\/uninstalled)/;

function recordedPayloads(): Recorded[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => readdirSync(join(folder, name)).filter((file) => file.endsWith(".json")).map((file) => ({ topic: name.replace("__", "/"), file: join(folder, name, file) })))
    .filter(({ topic }) => !leftOut.test(topic))
    .sort((a, b) => (a.file < b.file ? -1 : 1));
}

/** Each payload once or more, in this order, processed now and then; then whatever waits for its next attempt. */
async function deliver(ctx: Ctx, payloads: readonly Recorded[]): Promise<void> {
  for (const [index, { topic, file }] of payloads.entries()) {
    await arrive(ctx, { topic, id: file, body: readFileSync(file) });
    if (index % 20 === 0) await work(ctx);
  }
  for (let round = 0; round < 6; round += 1) {
    await work(ctx);
    await skipWaiting(ctx);
  }
  await work(ctx);
}

/** What could not be processed, and which orders are contradicted that are not deleted: by which event that was noticed depends on their order. */
async function refusedIn(ctx: Ctx) {
  return {
    events: await ctx.sql`select idempotency_key, reason_code from exceptions where shop = ${ctx.shop} and reason_code <> 'STATE_CONFLICT' order by idempotency_key`,
    orders: await ctx.sql`select distinct x.order_id from exceptions x join orders o on o.shop = x.shop and o.id = x.order_id where x.shop = ${ctx.shop} and x.reason_code = 'STATE_CONFLICT' and o.deleted_at is null order by x.order_id`,
    ledger: await ctx.sql`select count(*)::int from events_processed where shop = ${ctx.shop} and status <> 'pending'`,
  };
}

test.skipIf(!existsSync(folder))(`takes every recorded payload, shuffled and repeated, to the same end state (${folder})`, { timeout: 120_000 }, async () => {
  const payloads = recordedPayloads();
  const now = new Date();
  const straight = await testContext({ now });
  await deliver(straight, payloads);
  const [expected, refused] = [await mirrorOf(straight), await refusedIn(straight)];

  const orders = fc.sample(fc.shuffledSubarray([...payloads, ...payloads], { minLength: payloads.length * 2 }), { numRuns: Number(process.env["RUNS"] ?? 1), seed: 4 });
  for (const order of orders) {
    const shuffled = await testContext({ now });
    await deliver(shuffled, order);

    expect(await mirrorOf(shuffled)).toEqual(expected);
    expect(await refusedIn(shuffled)).toEqual(refused);
    expect((await checkShop(shuffled)).drift).toEqual([]);
  }
  expect(refused.ledger).toEqual([{ count: payloads.length }]);
});
