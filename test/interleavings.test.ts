import fc from "fast-check";
import { expect, test } from "vitest";
import { checkShop } from "#app/domains/rebuild/index.server.ts";
import { happen, happenInOrder, historyOf, mirrorOf, type Subject } from "./factories/histories.ts";
import { testContext } from "./setup/context.ts";

test.each<[string, [Subject, ...Subject[]]]>([
  ["orders", ["order"]],
  ["returns", ["return"]],
  ["orders, their refunds and returns", ["order", "refund", "return"]],
])("%s end as the sorted, deduplicated history does, whatever was told twice, late or differently, and however it was decided", { timeout: 120_000 }, async (_name, subjects) => {
  await fc.assert(
    fc.asyncProperty(historyOf(...subjects), async (random) => {
      const now = new Date();
      const [messy, sorted] = [await testContext({ now }), await testContext({ now })];

      const contents = await happen(messy, random);
      await happenInOrder(sorted, contents);

      expect(await mirrorOf(messy)).toEqual(await mirrorOf(sorted));
      expect((await checkShop(messy)).drift).toEqual([]);
    }),
    { numRuns: Number(process.env["RUNS"] ?? 6) },
  );
});
