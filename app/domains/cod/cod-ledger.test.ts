import fc from "fast-check";
import { expect, test } from "vitest";
import { Big } from "big.js";
import { DomainError } from "#app/platform/errors.ts";
import { buildCodOrder, codBooks, onOrder } from "#test/factories/cod.ts";
import { testContext } from "#test/setup/context.ts";
import { captureCod } from "./capture-cod.server.ts";
import { refundCod } from "./refund-cod.server.ts";

const amounts = fc.integer({ min: 1, max: 60_000 }).map((paise) => new Big(paise).div(100).toFixed(2));
const steps = fc.oneof(
  fc.record({ kind: fc.constant("capture" as const), amount: fc.option(amounts, { nil: undefined }) }),
  fc.record({ kind: fc.constant("refund" as const), amount: amounts, reason: fc.constantFrom("Dented", "Late"), refundKey: fc.option(fc.constantFrom("a", "b"), { nil: undefined }) }),
);

test("whatever is asked, in whatever order and all at once, never gives back more than came in nor takes more than is owed", { timeout: 60_000 }, async () => {
  const ctx = await testContext();
  await ctx.sql`update shops set shopify_plus = true where shop = ${ctx.shop}`;

  await fc.assert(
    fc.asyncProperty(fc.array(steps, { minLength: 1, maxLength: 10 }), fc.boolean(), async (asked, atOnce) => {
      const { id } = await buildCodOrder(ctx);
      const run = (step: (typeof asked)[number]) => onOrder(ctx, id, async (tx, order) => (step.kind === "capture" ? captureCod(tx, order, step) : refundCod(tx, order, step))).catch(refusal);
      const results = atOnce ? await Promise.all(asked.map(run)) : await asked.reduce<Promise<unknown[]>>(async (before, step) => [...(await before), await run(step)], Promise.resolve([]));

      const { account, entries } = await codBooks(ctx, id);
      const sum = (kind: string) => entries.filter((entry) => entry.kind === kind).reduce((total, { amount }) => total.plus(amount), new Big(0));
      const applied = results.filter((result) => Object(result).status === "applied");
      const outbox = await ctx.sql`select 1 from outbox_events where shop = ${ctx.shop} and order_id = ${id}`;
      expect(sum("refunded").lte(sum("captured"))).toBe(true);
      expect(sum("captured").lte("499.00")).toBe(true);
      // The account is the sum of its entries, and each movement left one message.
      if (account) expect([account.captured, account.refunded]).toEqual([sum("captured").toFixed(2), sum("refunded").toFixed(2)]);
      expect(entries.filter(({ kind }) => kind !== "expected")).toHaveLength(applied.length);
      expect(outbox).toHaveLength(applied.length);
    }),
    { numRuns: 60 },
  );
});

function refusal(error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  throw error;
}
