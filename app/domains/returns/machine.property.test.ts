import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { type Answer, control, demoShop, type StaffUser, startTestApp, type TestApp } from "#test/setup/app.ts";
import { returnsOf } from "#test/setup/shopify-returns.ts";
import { isFinal, ReturnAction, returnMachine, ReturnState, targetOf } from "./schema.ts";
import type { ReturnView } from "./return-view.ts";

const runs = Number(process.env["PROPERTY_RUNS"] ?? 8);

interface Wish {
  action: ReturnAction;
  as: StaffUser;
}

/** What may happen next: staff act, alone or several at the same moment; others tell facts; the merchant decides in Shopify; the workers run. */
type Happening = { staff: Wish[] } | { told: string } | { merchant: string } | { work: true };

/** Ways that lead somewhere are drawn more often than a walk at random would find them. */
const action = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom<ReturnAction>("approve_request", "generate_label", "mark_in_transit", "request_inspection", "approve_refund", "complete") },
  { weight: 1, arbitrary: fc.constantFrom(...ReturnAction.options) },
);
const wish: fc.Arbitrary<Wish> = fc.record({ action, as: fc.constantFrom("operator", "agent", "owner") });
const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ staff: fc.array(wish, { minLength: 1, maxLength: 1 }) }) },
  { weight: 3, arbitrary: fc.record({ staff: fc.array(wish, { minLength: 2, maxLength: 5 }) }) },
  { weight: 1, arbitrary: fc.record({ told: fc.constantFrom("returns.label_generated", "returns.in_transit", "returns.received", "erp.refund_completed") }) },
  { weight: 1, arbitrary: fc.record({ merchant: fc.constantFrom("returnApproveRequest", "returnDeclineRequest", "returnCancel", "returnClose", "returnReopen") }) },
  { weight: 3, arbitrary: fc.constant<Happening>({ work: true }) },
);
const story = fc.record({ requested: fc.boolean(), happenings: fc.array(happening, { minLength: 6, maxLength: 16 }) });

let app: TestApp;
let returns: ReturnType<typeof returnsOf>;
const orders: Record<"return_requested" | "delivered", string[]> = { return_requested: [], delivered: [] };
beforeAll(async () => {
  app = await startTestApp();
  returns = returnsOf(app);
  for (const template of ["return_requested", "delivered"] as const) {
    orders[template] = (await control(app.shopify, "orders", { shop: demoShop, template, count: runs, gateway: "bogus" })).orders;
  }
  await app.settle();
}, 300_000);

/** What one wish of one client does, by the contract's table alone. */
function expected(state: ReturnState | undefined, wanted: ReturnAction): { status: number; state: ReturnState | undefined } {
  if (wanted === "open") return state === undefined || isFinal(state) ? { status: 200, state: "awaiting_label" } : { status: state === "awaiting_label" ? 200 : 409, state };
  if (state === undefined) return { status: 409, state };
  const to = targetOf[wanted] === state ? state : returnMachine[state][wanted];
  return to ? { status: 200, state: to } : { status: 409, state };
}

/** Refusals that the table does not have: units that are gone, a refund on its way, a return not read yet, two that are open. */
const circumstances = ["RETURN_LINES", "REFUND_UNDER_WAY", "RETURN_NOT_READ", "RETURN_AMBIGUOUS"];

function act(orderId: string, { action: wanted, as }: Wish): Promise<Answer> {
  return returns.act(orderId, wanted, { ...(wanted === "deny" ? { note: "Worn" } : {}), ...(wanted === "generate_label" ? { label: { trackingNumber: "RET-1" } } : {}) }, as);
}

async function currentState(orderId: string): Promise<ReturnState | undefined> {
  const all: ReturnView[] = (await returns.order(orderId)).returns;
  const open = all.filter(({ state }) => !isFinal(state));
  return (open[0] ?? all.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt))[0])?.state;
}

async function happen(orderId: string, next: Happening): Promise<void> {
  if ("work" in next) return app.settle();
  if ("told" in next) {
    const { status } = await returns.event(next.told, { order_id: orderId, ...(next.told.startsWith("erp") ? { amount: 1 } : {}) });
    expect(status).toBe(202);
    return;
  }
  if ("merchant" in next) {
    const [there] = (await returns.inShopify(orderId)).toReversed();
    const [variables, args] = next.merchant === "returnDeclineRequest" ? ["$id: ID!", "input: { id: $id, declineReason: OTHER }"] : next.merchant === "returnApproveRequest" ? ["$id: ID!", "input: { id: $id }"] : ["$id: ID!", "id: $id"];
    if (there) await returns.merchant(`mutation Merchant(${variables}) { ${next.merchant}(${args}) { userErrors { message } } }`, { id: there.id });
    return;
  }
  const before = await currentState(orderId);
  const answers = await Promise.all(next.staff.map((each) => act(orderId, each)));
  for (const { status, body } of answers) expect(status === 200 || (status === 409 && body.success === false)).toBe(true);
  const [alone, ...others] = next.staff;
  const [answer] = answers;
  if (!alone || !answer || others.length > 0) return;
  const should = expected(before, alone.action);
  const circumstance = answer.status === 409 && should.status === 200;
  if (circumstance) expect(circumstances).toContain(answer.body.code);
  else expect({ status: answer.status, state: await currentState(orderId) }).toEqual(should);
}

/** Each step follows the one before, by an edge of the contract or by what Shopify said. */
function expectLegal({ history, state, version }: ReturnView): void {
  let at: string | null = null;
  for (const [index, step] of history.entries()) {
    expect(step).toMatchObject({ version: index + 1, from: at });
    const from = ReturnState.options.find((known) => known === step.from);
    const edges = from ? Object.entries(returnMachine[from]).map(([name, to]) => `${name}:${to}`) : ["open:awaiting_label"];
    const said = ReturnState.options.map((known) => `${step.action}:${known}`);
    expect(step.action.startsWith("shopify.") ? said : edges).toContain(`${step.action}:${step.to}`);
    at = step.to;
  }
  expect({ state, version }).toEqual({ state: at, version: history.length });
}

async function expectWhole(orderId: string): Promise<void> {
  const order = await returns.order(orderId);
  const all: ReturnView[] = order.returns;
  const { body } = await app.request("GET", `/sync/orders/${encodeURIComponent(orderId)}/timeline?limit=250`);
  const told = body.timeline.filter(({ details }: { details: { returnId?: string } }) => details.returnId !== undefined);
  all.forEach(expectLegal);

  expect(told).toHaveLength(all.reduce((sum, { history }) => sum + history.length, 0));
  const there = await returns.inShopify(orderId);
  for (const { refunds } of there) expect(refunds.nodes.length).toBeLessThanOrEqual(1);
  const made = all.flatMap(({ refunds }) => refunds.filter(({ source, status }) => source === "shopify" && status === "made").map(({ amount }) => Number(amount.amount)));
  expect(made.filter((amount) => amount > 0).length).toBeLessThanOrEqual(all.length);
  expect(Number(await returns.refunded(orderId))).toBeCloseTo(made.reduce((sum, amount) => sum + amount, 0), 2);
  expect(Number(await returns.refunded(orderId))).toBeLessThanOrEqual(Number(order.total.amount));
}

test("stays legal, refunds once and forgets nothing, whatever several clients, the merchant and the workers do", async () => {
  await fc.assert(
    fc.asyncProperty(story, async ({ requested, happenings }) => {
      const orderId = orders[requested ? "return_requested" : "delivered"].pop() ?? (await returns.take(requested ? "return_requested" : "delivered"));

      for (const next of happenings) await happen(orderId, next);
      await app.settle();

      await expectWhole(orderId);
    }),
    { numRuns: runs, endOnFailure: true },
  );
}, 600_000);
