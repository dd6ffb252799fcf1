import { findOrders, lockOrders } from "#app/domains/orders/index.server.ts";
import type { Tx } from "#app/platform/ctx.ts";
import { DomainError } from "#app/platform/errors.ts";
import type { ArrivalEvent } from "#app/platform/topics.ts";
import { afterStep } from "./after-step.server.ts";
import { askRefund } from "./approve-refund.server.ts";
import { lockReturnsOf, type ReturnRow, shopifyIdOf } from "./find-return.server.ts";
import { moveReturn } from "./move-return.server.ts";
import { recordErpRefund } from "./record-erp-refund.server.ts";
import { recordLabel } from "./record-label.server.ts";
import { type PathStep, stepsTo } from "./return-paths.ts";
import { isFinal, type ReturnLabel, type ReturnState } from "./schema.ts";

/** What a carrier, the ERP or a warehouse told about a return. */
export interface ToldStep {
  orderReference?: string;
  returnReference?: string;
  to: ReturnState;
  label?: ReturnLabel;
  refund?: { amount: string; reference: string | null };
}

type Event = Pick<ArrivalEvent<unknown>, "topic" | "source" | "occurredAt" | "settlesLater" | "contradict">;

/**
 * Leads a return to what another system says has happened to it, step by step, each on record. Old news and repeats change
 * nothing; what no path explains is reported as a contradiction. Gives the order; throws `not_found` when it is not known.
 */
export async function followReturnEvent(tx: Tx, event: Event, told: ToldStep): Promise<bigint> {
  const orderId = await orderOf(tx, told);
  await lockOrders(tx, [orderId]);
  const { current, steps } = await choose(tx, event, told, await returnsMeant(tx, orderId, told));
  if (!current || !steps) {
    event.contradict({ code: current ? "RETURN_STATE" : "NO_RETURN", return_id: current?.id ?? null, return_state: current?.state ?? null, told_state: told.to, usual_decision: "Find out which is right. Bring the return to where the event fits and replay, or close without replay." });
    return orderId;
  }
  if (told.label) await recordLabel(tx, current.id, told.label);
  let at = current;
  for (const step of steps) at = await moveReturn(tx, at, { ...step, details: { source: event.source, event: event.topic, ...(await effectOf(tx, at, step, told)) } });
  if (steps.length > 0 || told.label) await afterStep(tx, at, event);
  return orderId;
}

/** What a step does when it is told and not asked for: a refund that the ERP has made is not made a second time. */
async function effectOf(tx: Tx, at: ReturnRow, { action }: PathStep, { refund }: ToldStep): Promise<Record<string, unknown>> {
  if (action === "approve_refund") return askRefund(tx, at, { refundAmount: "0" });
  return action === "complete" && refund ? recordErpRefund(tx, at.id, refund) : {};
}

async function orderOf(tx: Tx, { orderReference, returnReference }: ToldStep): Promise<bigint> {
  if (returnReference !== undefined) {
    const [row] = await tx.sql<{ order_id: bigint }>`
      select order_id from returns where shop = ${tx.shop} and (id::text = ${returnReference.toLowerCase()} or shopify_return_id = ${shopifyIdOf(returnReference)?.toString() ?? null}::bigint)`;
    if (!row) throw new DomainError("not_found", "RETURN_NOT_FOUND", { message: "The event is about a return that is not known.", return: returnReference });
    return row.order_id;
  }
  const reference = orderReference ?? "";
  const orderId = (await findOrders(tx, [reference])).get(reference);
  if (orderId === undefined) throw new DomainError("not_found", "ORDER_NOT_FOUND", { message: "The event is about an order that is not known.", order: reference });
  return orderId;
}

async function returnsMeant(tx: Tx, orderId: bigint, { returnReference }: ToldStep): Promise<ReturnRow[]> {
  const rows = await lockReturnsOf(tx, orderId);
  if (returnReference === undefined) return rows;
  return rows.filter(({ id, shopifyReturnId }) => id === returnReference.toLowerCase() || (shopifyReturnId !== null && shopifyReturnId === shopifyIdOf(returnReference)));
}

interface Choice {
  current?: ReturnRow;
  steps?: PathStep[];
}

/** Of an order's returns the one that the event fits: an open one first; more than one that it would move is a contradiction. */
async function choose(tx: Tx, { occurredAt }: Event, { to }: ToldStep, rows: readonly ReturnRow[]): Promise<Choice> {
  const choices: { current: ReturnRow; steps: PathStep[] | undefined }[] = [];
  for (const current of rows) {
    const [passed] = await tx.sql`select version from return_history where shop = ${tx.shop} and return_id = ${current.id} and to_state = ${to} limit 1`;
    choices.push({ current, steps: stepsTo(to, occurredAt, { state: current.state, since: current.stateSince, passed: passed !== undefined }) });
  }
  const open = choices.filter(({ current }) => !isFinal(current.state));
  const moved = open.filter(({ steps }) => steps?.length);
  if (moved.length === 1) return moved[0] ?? {};
  if (moved.length > 1) return { current: moved[0]?.current };
  return [...open, ...choices].find(({ steps }) => steps) ?? choices[0] ?? {};
}
