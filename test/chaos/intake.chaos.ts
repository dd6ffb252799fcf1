import { isDeepStrictEqual } from "node:util";
import { v7 as uuid } from "uuid";
import { openDatabase, type OpenDatabase } from "#app/db.server.ts";
import { checkShop } from "#app/domains/rebuild/index.server.ts";
import { installShop } from "#app/domains/shops/index.server.ts";
import { crashPoints } from "#app/platform/crash-point.ts";
import { contextFor, type Ctx, systemActor } from "#app/platform/ctx.ts";
import { registerDomains } from "#app/registry.server.ts";
import { withDatabase } from "#test/bench/harness.ts";
import { crashAndRecover, effectsOf, someArrivals } from "./crash-intake.ts";
import { runIntake } from "./intake-run.ts";
import type { Chaos } from "./main.ts";

const places = crashPoints.filter((point) => /^(webhook|event|resolve)\./.test(point) && point !== "webhook.verified");
const mostTurns = 6;

export const chaos: Chaos = {
  title: "intake in a process that is killed at a random place; afterwards all is as if it had not been",
  run: ({ rounds }) =>
    withDatabase(async (url) => {
      registerDomains();
      const database = openDatabase({ url, poolSize: 4 });
      let kills = 0;
      for (let round = 0; round < rounds; round += 1) {
        const place = `${places[round % places.length] ?? ""}:${1 + Math.floor(Math.random() * mostTurns)}`;
        kills += (await holds(database, url, place)) ? 1 : 0;
      }
      console.log(`  ${rounds} rounds, ${kills} kills: nothing lost, nothing done twice`);
      await database.close();
    }),
};

async function holds(database: OpenDatabase, url: string, place: string): Promise<boolean> {
  const arrivals = someArrivals();
  const [killed, spared] = [await newShop(database), await newShop(database)];
  const crashed = await crashAndRecover(killed, url, arrivals, place);
  await runIntake(database, spared.shop, arrivals);
  const [found, expected] = [await effectsOf(killed), await effectsOf(spared)];
  const { drift } = await checkShop(killed);
  if (!isDeepStrictEqual(found, expected) || drift.length > 0) throw new Error(`After a kill at ${place}: ${JSON.stringify({ found, expected, drift }, (_key, value: unknown) => (typeof value === "bigint" ? value.toString() : value))}`);
  return crashed;
}

async function newShop(database: OpenDatabase): Promise<Ctx> {
  const ctx = contextFor(database, `chaos-${uuid().slice(-12)}.myshopify.com`, systemActor("Chaos"), "chaos", new Date());
  await installShop(ctx, { name: "Chaos", currencyCode: "INR", scopes: [] });
  return ctx;
}
