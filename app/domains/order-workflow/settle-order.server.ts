import { lockOrders } from "#app/domains/orders/index.server.ts";
import type { WorkflowState } from "#app/domains/orders/schema.ts";
import type { Tx } from "#app/platform/ctx.ts";
import { correction, stateByPeople } from "./corrections.server.ts";
import { isBehind, verdictOf } from "./facts.ts";
import { keepTelling, readFacts, takePath, tellingOf, type ToldEvent } from "./follow-shopify.server.ts";
import { shortestPath } from "./paths.ts";
import { transitions } from "./registry.ts";

export interface Settlement extends Pick<ToldEvent, "idempotencyKey" | "topic" | "occurredAt"> {
  /** Why what was told before no longer counts. */
  note: string;
}

/**
 * Brings an order's workflow to where it is by what people did here and by what Shopify says now, after it was decided that
 * Shopify said something else than was believed. Where a path leads there it is taken; else the log gets a correction.
 * Gives what contradicts, and changes nothing, when what people did does not go with what Shopify says.
 */
export async function settleOrder(tx: Tx, orderId: bigint, { note, ...event }: Settlement): Promise<Record<string, unknown> | undefined> {
  const [order] = await lockOrders(tx, [orderId]);
  const row = order && (await readFacts(tx, orderId));
  if (!row) return undefined;
  const { told: _before, ...facts } = row;
  const verdict = verdictOf(facts);
  const told = verdict.state;
  const wayFrom = (state: WorkflowState) => shortestPath(transitions(), state, told, ({ toldWhen }) => toldWhen?.(facts) ?? true);

  const done = await stateByPeople(tx, orderId);
  if (!isBehind(done, told) && !wayFrom(done)) return { order_state: done, told_state: verdict.contradiction ?? told, facts };

  const wanted = isBehind(done, told) ? done : told;
  const telling = tellingOf(verdict);
  if (wanted === order.workflowState) {
    await keepTelling(tx, orderId, telling);
    return undefined;
  }
  const path = (wanted === told ? wayFrom(order.workflowState) : undefined) ?? [correction(order.workflowState, wanted)];
  await takePath(tx, order, { path, facts, telling, event, note });
  return undefined;
}
