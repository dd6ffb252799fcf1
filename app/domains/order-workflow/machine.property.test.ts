import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { WorkflowState } from "#app/domains/orders/schema.ts";
import type { Role } from "#app/platform/permissions.ts";
import { buildOrderIn, logOf, outboxOf, stateOf, transition } from "#test/factories/workflow.ts";
import { operator, testContext } from "#test/setup/context.ts";
import { registerEffect, registerGuard, registerTransition } from "./registry.ts";

interface Wish {
  role: Role;
  to: WorkflowState;
  key: string | undefined;
  dryRun: boolean;
  breaks: "guard" | "effect" | "late_effect" | undefined;
}

const wish: fc.Arbitrary<Wish> = fc.record({
  role: fc.constantFrom("viewer", "agent", "operator"),
  to: fc.constantFrom(...WorkflowState.options),
  key: fc.option(fc.constantFrom("a", "b", "c"), { nil: undefined }),
  dryRun: fc.boolean(),
  breaks: fc.option(fc.constantFrom("guard", "effect", "late_effect"), { nil: undefined, freq: 3 }),
});

/** Ways out of the states in which the document's machine ends, so that a walk goes on, with steps that fail on demand. */
const more = [
  { name: "reopen", from: ["cancelled", "refunded", "returned"] as const, to: "pending" as const },
  { name: "reship", from: ["fulfilled"] as const, to: "shipped" as const },
];
const removals: (() => void)[] = [];

beforeAll(() => {
  registerGuard("breaks_on_demand", (_ctx, { params }) => {
    if (params["breaks"] === "guard") throw new Error("on demand");
    return { allowed: true };
  });
  registerEffect("marks", async (tx, { order, version }) => {
    await tx.sql`update orders set note = coalesce(note, '') || ${`${version};`}::text where shop = ${tx.shop} and id = ${order.id}`;
    return [{ type: "test.mark", orderId: order.id, payload: { version } }];
  });
  registerEffect("breaks_on_demand", (_tx, { params }) => {
    if (params["breaks"] === "effect" || params["breaks"] === "late_effect") throw new Error("on demand");
  });
  for (const edge of more) removals.push(registerTransition({ ...edge, guards: ["role_allowed", "breaks_on_demand"], effects: ["marks", "breaks_on_demand", "marks"] }));
});
afterAll(() => removals.forEach((remove) => remove()));

/** What the document says of requests one after the other, without a database. */
class Model {
  state: WorkflowState = "pending";
  readonly log: { from: WorkflowState; to: WorkflowState; key: string | undefined }[] = [];

  /** Whether an order can go, by the edges of the document and of this test. */
  hasEdge(to: WorkflowState): boolean {
    const edges: Record<WorkflowState, WorkflowState[]> = {
      pending: ["paid", "cancelled"],
      paid: ["shipped", "cancelled"],
      shipped: ["fulfilled"],
      fulfilled: ["refunded", "returned", "shipped"],
      cancelled: ["pending"],
      refunded: ["pending"],
      returned: ["pending"],
    };
    return edges[this.state].includes(to);
  }

  expect({ role, to, key, dryRun, breaks }: Wish): "earlier" | "moved" | "would" | "refused" {
    if (key !== undefined && this.log.some((line) => line.key === key)) return "earlier";
    if (!this.hasEdge(to) || role === "viewer") return "refused";
    const onDemand = ["cancelled", "refunded", "returned"].includes(this.state) || (this.state === "fulfilled" && to === "shipped");
    if (onDemand && breaks === "guard") return "refused";
    if (dryRun) return "would";
    if (onDemand && breaks !== undefined) return "refused";
    this.log.push({ from: this.state, to, key });
    this.state = to;
    return "moved";
  }
}

test("whatever is asked one after the other, the log is the history, and no effect is without its line or twice", { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(wish, { minLength: 5, maxLength: 30 }), async (wishes) => {
      const ctx = await testContext();
      const order = await buildOrderIn(ctx, "pending", { financialStatus: "paid" });
      const model = new Model();

      for (const asked of wishes) {
        const { role, to, key, dryRun, breaks } = asked;
        const result = await transition({ ...ctx, actor: { ...operator, role } }, order, to, { idempotencyKey: key, dryRun, params: { breaks } });
        const expected = model.expect(asked);
        expect({ asked, ok: result.ok, idempotent: result.idempotent }).toEqual({ asked, ok: expected !== "refused", idempotent: expected === "earlier" });
      }

      expect((await logOf(ctx, order)).map(({ from, to, key }) => ({ from, to, key: key ?? undefined }))).toEqual(model.log);
      await holds(ctx, order);
    }),
    { numRuns: 25 },
  );
});

test("whatever is asked at the same moment, the same holds", { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(wish, { minLength: 8, maxLength: 24 }), async (wishes) => {
      const ctx = await testContext();
      const order = await buildOrderIn(ctx, "pending", { financialStatus: "paid" });

      const results = await Promise.all(
        wishes.map(({ role, to, key, dryRun, breaks }) => transition({ ...ctx, actor: { ...operator, role } }, order, to, { idempotencyKey: key, dryRun, params: { breaks } })),
      );

      const log = await logOf(ctx, order);
      expect(log).toHaveLength(results.filter(({ ok, idempotent }, index) => ok && !idempotent && !wishes[index]?.dryRun).length);
      await holds(ctx, order);
    }),
    { numRuns: 20 },
  );
});

/** The log is a path without a gap that ends in the order's state; each key is in it once; each effect has its line. */
async function holds(ctx: Awaited<ReturnType<typeof testContext>>, order: { id: bigint }): Promise<void> {
  const log = await logOf(ctx, order);
  expect(log.map(({ version }) => version)).toEqual(log.map((_, index) => index + 1));
  expect(log.map(({ from }) => from)).toEqual(["pending", ...log.map(({ to }) => to)].slice(0, log.length));
  expect(await stateOf(ctx, order)).toEqual({ state: log.at(-1)?.to ?? "pending", version: log.length });
  const keys = log.flatMap(({ key }) => key ?? []);
  expect(new Set(keys).size).toBe(keys.length);

  const effects = log.flatMap((line) => line.effects);
  const sent = await outboxOf(ctx, order);
  for (const [effect, type] of [["capture_payment", "shopify.payment_capture"], ["cancel_order", "shopify.order_cancel"], ["report_delivery", "shopify.delivery_report"], ["refund_payment", "shopify.refund_create"], ["marks", "test.mark"]]) {
    expect({ type, count: sent.filter((each) => each === type).length }).toEqual({ type, count: effects.filter((each) => each === effect).length });
  }
  const [{ note } = { note: null }] = await ctx.sql<{ note: string | null }>`select note from orders where shop = ${ctx.shop} and id = ${order.id}`;
  const marked = log.flatMap(({ version, effects: done }) => done.filter((effect) => effect === "marks").map(() => `${version};`));
  expect(note ?? "").toBe(marked.join(""));
}
