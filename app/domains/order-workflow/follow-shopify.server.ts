import { type LockedOrder, lockOrders } from "#app/domains/orders/index.server.ts";
import type { Tx } from "#app/platform/ctx.ts";
import type { ArrivalEvent } from "#app/platform/topics.ts";
import { correction, stateByPeople } from "./corrections.server.ts";
import { isBehind, type OrderFacts, type Verdict, verdictOf } from "./facts.ts";
import { shortestPath } from "./paths.ts";
import { recordTransitions } from "./record-transitions.server.ts";
import { transitions } from "./registry.ts";
import { runEffects, type TakenStep } from "./run-step.server.ts";
import type { Transition } from "./transitions.ts";
import { readShop } from "./workflow-shop.server.ts";

export type ToldEvent = Pick<ArrivalEvent<unknown>, "idempotencyKey" | "topic" | "contradict"> & Partial<Pick<ArrivalEvent<unknown>, "occurredAt" | "settlesLater">>;

interface FactsRow extends OrderFacts {
  told: string;
}

/** What happened longer ago is history that is read, as after the app was installed, and nothing to write to anyone about. */
const newsHours = 24;

/**
 * Moves an order to where Shopify says it is, along the shortest path of the workflow, with a log entry for each step and
 * without asking guards: it has happened. What Shopify has told before moves nothing, and neither does what was done here and
 * comes back as a webhook; what no path explains is reported as a contradiction.
 */
export async function followShopify(tx: Tx, orderId: bigint, event: ToldEvent): Promise<void> {
  if (event.settlesLater) return;
  const [order] = await lockOrders(tx, [orderId]);
  const row = order && (await readFacts(tx, orderId));
  if (!row) return;
  const { told, ...facts } = row;
  const verdict = verdictOf(facts);
  const telling = tellingOf(verdict);
  if (telling === told) return;

  // Shopify may take back what it alone has told; from what was done here it only leads on.
  const inStep = told.split("!")[0] === order.workflowState;
  if (!inStep && isBehind(order.workflowState, verdict.state)) {
    await keepTelling(tx, orderId, telling);
  } else {
    const path = shortestPath(transitions(), order.workflowState, verdict.state, ({ toldWhen }) => toldWhen?.(facts) ?? true) ?? (await correctedPath(tx, order, verdict));
    if (!path) return contradict(event, order, verdict, facts);
    await takePath(tx, order, { path, facts, telling, event });
  }
  if (verdict.contradiction) contradict(event, order, verdict, facts);
}

/**
 * Facts that contradict each other leave the order in the same state in whatever order they arrive: what Shopify alone has told is
 * corrected, and the contradiction is reported all the same.
 */
async function correctedPath(tx: Tx, { id, workflowState: state }: LockedOrder, verdict: Verdict): Promise<Transition[] | undefined> {
  if (!verdict.contradiction || isBehind(await stateByPeople(tx, id), state)) return undefined;
  return [correction(state, verdict.state)];
}

/** What Shopify says of an order, and what it said when the order last followed. */
export async function readFacts(tx: Tx, orderId: bigint): Promise<FactsRow | undefined> {
  const [row] = await tx.sql<FactsRow>`
    select o.told_state as told, o.cancelled_at is not null as cancelled,
      coalesce(o.financial_status in ('paid', 'partially_refunded', 'refunded'), false) as paid, coalesce(o.financial_status = 'refunded', false) as refunded,
      s.shipped, s.shipped and o.shipment_status = 'delivered' as delivered,
      coalesce(o.return_status = 'completed', false) and not exists (select from returns r where r.shop = o.shop and r.order_id = o.id and r.closed_at is null) as returned
    from orders o, lateral (
      -- An order that is cancelled although shipments of it stand has left; its own status may not say so any more.
      select o.shopify_fulfillment_status = 'fulfilled' or (o.cancelled_at is not null and o.shopify_fulfillment_status <> 'partial' and exists (
        select from shipments f where f.shop = o.shop and f.order_id = o.id and f.status not in ('cancelled', 'error', 'failure'))) as shipped) s
    where o.shop = ${tx.shop} and o.id = ${orderId}`;
  return row;
}

export interface ToldPath {
  path: readonly Transition[];
  facts: OrderFacts;
  telling: string;
  event: Omit<ToldEvent, "contradict">;
  note?: string;
}

/** Takes the transitions of a path without asking guards, each with its log entry that says which event led there. */
export async function takePath(tx: Tx, order: LockedOrder, { path, facts, telling, event, note = "" }: ToldPath): Promise<void> {
  if (path.length === 0) return keepTelling(tx, order.id, telling);
  const shop = await readShop(tx);
  const news = tx.now.getTime() - (event.occurredAt ?? tx.now).getTime() < newsHours * 3_600_000;
  const steps: TakenStep[] = [];
  let current = order;
  for (const transition of path) {
    const step = { shop, order: current, transition, version: current.workflowVersion + 1, note, params: {}, told: true, news };
    const idempotencyKey = `${event.idempotencyKey}:${step.version}:${transition.name}`;
    steps.push({ ...(await runEffects(tx, step)), metadata: { topic: event.topic, facts }, idempotencyKey });
    current = { ...current, workflowState: transition.to, workflowVersion: step.version };
  }
  await recordTransitions(tx, [{ steps, toldState: telling }]);
}

/** Notes what Shopify said, so that it is news when it says something else. */
export async function keepTelling(tx: Tx, orderId: bigint, telling: string): Promise<void> {
  await tx.sql`update orders set told_state = ${telling} where shop = ${tx.shop} and id = ${orderId}`;
}

/** A verdict as it is kept with the order, to know it again. */
export function tellingOf({ state, contradiction }: Verdict): string {
  return [state, contradiction].filter(Boolean).join("!");
}

function contradict(event: ToldEvent, order: LockedOrder, { state, contradiction }: Verdict, facts: OrderFacts): void {
  event.contradict({
    order_state: order.workflowState,
    told_state: contradiction ?? state,
    facts,
    usual_decision: "Find out which is right. Correct the order and replay, or close without replay.",
  });
}
