import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { openDatabase, type OpenDatabase } from "#app/db.server.ts";
import { mintApiKey } from "#app/domains/shops/index.server.ts";
import { type Ctx, inTransaction } from "#app/platform/ctx.ts";
import { signal } from "#app/platform/live.ts";
import type { Sql } from "#app/platform/sql.ts";
import { pruneLive, publishLive } from "#app/platform/publish-live.server.ts";
import { startWeb, type Web } from "#app/web.server.ts";
import { testContext, testSystemContext } from "./setup/context.ts";
import { testDatabaseUrl } from "./setup/database.ts";
import { type Message, openStream } from "./setup/live-streams.ts";

/** Two web servers on one database, each with connections of its own. */
const webs: Web[] = [];
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ["setInterval"] }); // what streams show life by
  await startWith();
  await startWith();
});
const closings: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const close of closings) await close();
});

/** Starts another server, whose questions to the database may be held up; gives its place among them. */
async function startWith(systemOf = (database: OpenDatabase): Sql => database.system): Promise<number> {
  const database = openDatabase({ url: await testDatabaseUrl(), poolSize: 5 });
  const web = await startWeb({ database: { ...database, system: systemOf(database) }, port: 0, apiKey: "key", apiSecret: "secret", requestsPerWindow: 1_000_000 });
  closings.push(async () => {
    await web.close();
    await database.close();
  });
  return webs.push(web) - 1;
}

const address = (web: number) => `http://localhost:${webs[web]?.port}/sync/orders/alerts`;

async function keyOf(ctx: Ctx): Promise<string> {
  return (await mintApiKey(await testSystemContext(), { shop: ctx.shop, name: "stream", role: "viewer", createdBy: "test" })).key;
}

/** Opens the stream of one of the servers; ready once that has said where it is. */
const open = (web: number, key: string, lastEventId?: string) => openStream(address(web), key, lastEventId);

/** The polling fallback's events. */
async function poll(web: number, key: string, since = ""): Promise<Message[]> {
  const { events }: { events: Message[] } = await (await fetch(`${address(web)}?since=${since}`, { headers: { Authorization: `Bearer ${key}` } })).json();
  return events;
}

async function tell(ctx: Ctx, ...numbers: number[]): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    for (const n of numbers) await signal(tx, { event: "alert", data: { n } });
  });
  await publishLive(await testSystemContext());
}

/** A client that has heard of its shop's event 1, and whose stream has ended then. */
async function whoHasHeardOne() {
  const ctx = await testContext();
  const key = await keyOf(ctx);
  const stream = await open(0, key);
  await tell(ctx, 1);
  const [last = { id: "" }] = await stream.take(1);
  await stream.close();
  return { ctx, key, last };
}

const numbersOf = (messages: Message[]) => messages.map(({ data }) => Reflect.get(Object(data), "n"));

test("every server tells every client of the shop, with the same ids, and no client of another", async () => {
  const [ctx, other] = [await testContext(), await testContext()];
  const key = await keyOf(ctx);
  const streams = [await open(0, key), await open(1, key), await open(1, key)];
  const stranger = await open(1, await keyOf(other));

  await tell(ctx, 1, 2);
  await tell(other, 3);
  const [first, ...rest] = await Promise.all(streams.map(({ take }) => take(2)));

  expect(numbersOf(first ?? [])).toEqual([1, 2]);
  for (const each of rest) expect(each).toEqual(first);
  expect(numbersOf(await stranger.take(1))).toEqual([3]);
  await Promise.all([...streams, stranger].map(({ close }) => close()));
});

test("a client hears of its shop's events, however many shops have some at that moment", async () => {
  const ctx = await testContext();
  const stream = await open(0, await keyOf(ctx));
  const system = await testSystemContext();
  await system.sql`
    insert into live_signals (shop, event, data)
    select format('one-of-very-many-shops-%s.myshopify.com', n), 'alert', '{"n": 0}'::jsonb from generate_series(1, 1000) as n`;

  await tell(ctx, 1);

  expect(numbersOf(await stream.take(1))).toEqual([1]);
  await stream.close();
});

test("a client that goes from server to server hears of everything once and in order, while it happens", async () => {
  const ctx = await testContext();
  const key = await keyOf(ctx);
  const most = 60;
  let stream = await open(0, key);
  const heard: Message[] = [];
  const told = (async () => {
    for (let n = 1; n <= most; n += 1) await tell(ctx, n);
  })();

  for (let round = 1; heard.length < most; round += 1) {
    heard.push(...(await stream.take(Math.min(5, most - heard.length))));
    await stream.close();
    stream = await open(round % 2, key, heard.at(-1)?.id);
  }
  await told;
  await stream.close();

  expect(numbersOf(heard)).toEqual(Array.from({ length: most }, (_, index) => index + 1));
  const ids = heard.map(({ id }) => BigInt(id));
  expect(ids).toEqual([...ids].sort((a, b) => (a < b ? -1 : 1)));
});

test("a client hears of what is published while its stream begins, however slow that is", async () => {
  const { ctx, key, last } = await whoHasHeardOne();
  const [asked, answer] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const web = await startWith((database) => {
    let first = true;
    return async (strings, ...values) => {
      if (first && strings.join("").includes("max(id)")) {
        first = false;
        asked.resolve();
        await answer.promise;
      }
      return database.system(strings, ...values);
    };
  });

  const opening = open(web, key, last.id);
  await asked.promise;
  // Whoever did not wait for that answer has read the past by then.
  for (let trip = 0; trip < 50; trip += 1) await ctx.database.system`select 1`;
  await tell(ctx, 2);
  answer.resolve();

  const stream = await opening;
  expect(numbersOf(await stream.take(1))).toEqual([2]);
  await stream.close();
});

test("shows life every 15 seconds, and says nothing before the stream has begun", async () => {
  const key = await keyOf(await testContext());
  const [asked, answer] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const web = await startWith((database) => async (strings, ...values) => {
    if (strings.join("").includes("max(id)")) {
      asked.resolve();
      await answer.promise;
    }
    return database.system(strings, ...values);
  });
  const opening = fetch(address(web), { headers: { Authorization: `Bearer ${key}`, Accept: "text/event-stream" } });
  await asked.promise;

  vi.advanceTimersByTime(15_000);
  answer.resolve();
  const response = await opening;
  const reader = response.body?.getReader();
  const begun = new TextDecoder().decode((await reader?.read())?.value);
  vi.advanceTimersByTime(15_000);
  const alive = new TextDecoder().decode((await reader?.read())?.value);

  expect(response.headers.get("content-type")).toContain("text/event-stream");
  expect(begun).toMatch(/^id: \d+\n\n$/);
  expect(alive).toMatch(/^: .+\n\n$/);
  await reader?.cancel();
});

/** Lets everything that was told have been told so long ago, and forgets what is too old. */
async function age(minutes: number): Promise<void> {
  const system = await testSystemContext();
  await system.sql`update live_events set created_at = now() - make_interval(mins => ${minutes})`;
  await pruneLive(system);
}

test("what was missed is there for ten minutes", async () => {
  const { ctx, key, last } = await whoHasHeardOne();
  await tell(ctx, 2, 3);
  await age(10);

  const after = await open(1, key, last.id);
  expect(numbersOf(await after.take(2))).toEqual([2, 3]);
  await after.close();
  expect(await poll(1, key, last.id)).toMatchObject([{ event: "alert", data: { n: 2 } }, { event: "alert", data: { n: 3 } }]);
});

test("who was away for longer is told to begin anew, and goes on from there", async () => {
  const { ctx, key, last } = await whoHasHeardOne();
  await tell(ctx, 2, 3);
  await age(60);

  expect(await poll(1, key, last.id)).toMatchObject([{ event: "reset" }]);
  const after = await open(1, key, last.id);
  const [reset] = await after.take(1);
  expect(reset?.event).toBe("reset");
  await tell(ctx, 4);
  expect(numbersOf(await after.take(1))).toEqual([4]);
  await after.close();

  const again = await open(0, key, reset?.id);
  expect(numbersOf(await again.take(1))).toEqual([4]);
  await again.close();
});
