import { expect, test } from "vitest";
import { checkShop } from "#app/domains/rebuild/index.server.ts";
import { crashAndRecover, effectsOf, someArrivals } from "./chaos/crash-intake.ts";
import { runIntake } from "./chaos/intake-run.ts";
import { testContext } from "./setup/context.ts";
import { testDatabaseUrl } from "./setup/database.ts";

test.each(["webhook.stored:2", "event.marked", "event.failed", "resolve.withdrawn"])(
  "loses nothing and does nothing twice when it is killed at %s",
  { timeout: 60_000 },
  async (place) => {
    const arrivals = someArrivals();
    const [killed, spared] = [await testContext(), await testContext()];

    const crashed = await crashAndRecover(killed, await testDatabaseUrl(), arrivals, place);
    await runIntake(spared.database, spared.shop, arrivals);

    expect(crashed).toBe(true);
    expect(await effectsOf(killed)).toEqual(await effectsOf(spared));
    expect((await checkShop(killed)).drift).toEqual([]);
  },
);
