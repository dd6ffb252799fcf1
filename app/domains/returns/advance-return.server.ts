import { v7 as uuid } from "uuid";
import { lockOrders, recordTimeline, refreshOrder, resolveOrder } from "#app/domains/orders/index.server.ts";
import { type Ctx, inTransaction, type Tx } from "#app/platform/ctx.ts";
import { DomainError } from "#app/platform/errors.ts";
import { signal } from "#app/platform/live.ts";
import { allowedActions, transition } from "#app/platform/machine.ts";
import { publish } from "#app/platform/outbox.ts";
import { fromGid, toGid } from "#app/platform/shopify/ids.ts";
import { type AdvanceReturn, type ReturnAction, returnMachine, type ReturnState } from "./schema.ts";

export interface ReturnRow {
  id: string;
  state: ReturnState;
  version: number;
  shopify_return_id: bigint | null;
}

/**
 * Takes a return one step on, or opens one. An action that leads to where the return already is succeeds and does nothing.
 * Throws `conflict` with the state and its actions for a step that is not possible. (Contract, section 3.)
 */
export async function advanceReturn(ctx: Ctx, input: Omit<AdvanceReturn, "shop_domain">): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const orderId = await resolveOrder(tx, input.orderId);
    const [order] = await lockOrders(tx, [orderId]);
    if (!order) throw new DomainError("not_found", "ORDER_NOT_FOUND", { message: "There is no such order." });

    const current = await findReturn(tx, orderId, input.returnId);
    if (input.action === "open") await openReturn(tx, orderId, current, input);
    else await stepReturn(tx, orderId, current, input.action, input.note);
    await refreshOrder(tx, orderId);
    await signal(tx, { event: "refresh", data: { reason: "action", orderIds: [toGid("Order", orderId)] } });
  });
}

/** The return that is meant: the one named, else the order's open one, else its latest. */
async function findReturn(tx: Tx, orderId: bigint, returnId: string | undefined): Promise<ReturnRow | undefined> {
  const shopifyId = returnId === undefined ? null : (fromGid("Return", returnId)?.toString() ?? (/^\d{1,18}$/.test(returnId) ? returnId : null));
  const [row] = await tx.sql<ReturnRow>`
    select id, state, version, shopify_return_id from returns
    where shop = ${tx.shop} and order_id = ${orderId} and (${returnId ?? null}::text is null or id::text = ${returnId ?? null} or shopify_return_id = ${shopifyId}::bigint)
    order by (state not in ('completed', 'denied', 'cancelled')) desc, created_at desc limit 1 for update`;
  if (!row && returnId !== undefined) throw new DomainError("not_found", "RETURN_NOT_FOUND", { message: "There is no such return.", errors: [{ path: "returnId", message: "There is no such return." }] });
  return row;
}

async function openReturn(tx: Tx, orderId: bigint, current: ReturnRow | undefined, input: Omit<AdvanceReturn, "shop_domain">): Promise<void> {
  if (current?.state === "awaiting_label") return;
  if (current && allowedActions(returnMachine, current.state).length > 0) {
    throw new DomainError("conflict", "RETURN_ALREADY_OPEN", { message: `This order has an open return (${current.state}).`, state: current.state, allowed: allowedActions(returnMachine, current.state) });
  }
  const lines = await returnLines(tx, orderId, input.lineItems);
  const id = uuid();
  await tx.sql`
    insert into returns (shop, id, order_id, state, reason, note, created_at, updated_at)
    values (${tx.shop}, ${id}, ${orderId}, 'awaiting_label', ${input.reason ?? null}, ${input.note ?? null}, ${tx.now}, ${tx.now})`;
  for (const line of lines) {
    await tx.sql`insert into return_lines (shop, return_id, line_item_id, quantity, reason) values (${tx.shop}, ${id}, ${line.id}, ${line.quantity}, ${line.reason ?? input.reason ?? null})`;
  }
  await recordStep(tx, orderId, { id, version: 1, action: "open", from: null, to: "awaiting_label", note: input.note });
  await publish(tx, { type: "shopify.return_create", orderId, payload: { orderId, returnId: id } });
}

interface WantedLine {
  id: bigint;
  quantity: number;
  reason?: string;
}

/** The lines that come back, checked against the order; all of them when none are named. */
async function returnLines(tx: Tx, orderId: bigint, wanted: AdvanceReturn["lineItems"]): Promise<WantedLine[]> {
  const lines = await tx.sql<{ id: bigint; quantity: number }>`
    select id, current_quantity as quantity from order_line_items where shop = ${tx.shop} and order_id = ${orderId} and current_quantity > 0 order by position`;
  if (!wanted) return lines;
  const quantities = new Map(lines.map(({ id, quantity }) => [id, quantity]));
  const errors = wanted.flatMap(({ id, quantity }, index) => {
    const available = quantities.get(lineItemId(id));
    if (available === undefined) return [{ path: `lineItems.${index}.id`, message: "The order has no such line." }];
    return quantity > available ? [{ path: `lineItems.${index}.quantity`, message: `At most ${available} can come back.` }] : [];
  });
  if (errors.length > 0) throw new DomainError("conflict", "RETURN_LINES", { message: "These lines cannot be returned.", errors });
  return wanted.map(({ id, quantity, reason }) => ({ id: lineItemId(id), quantity, reason }));
}

function lineItemId(id: string): bigint {
  return fromGid("LineItem", id) ?? (/^\d{1,19}$/.test(id) ? BigInt(id) : -1n);
}

/** The state that each action leads to, for telling that a return is there already. */
const targetOf: Partial<Record<ReturnAction, ReturnState>> = {
  approve_request: "awaiting_label",
  generate_label: "label_generated",
  mark_in_transit: "in_transit",
  request_inspection: "inspection",
  approve_refund: "awaiting_refund",
  complete: "completed",
  deny: "denied",
  cancel: "cancelled",
};

async function stepReturn(tx: Tx, orderId: bigint, current: ReturnRow | undefined, action: Exclude<ReturnAction, "open">, note: string | undefined): Promise<void> {
  if (!current) throw new DomainError("conflict", "NO_RETURN", { message: "This order has no return. Possible: open.", state: null, allowed: ["open"] });
  if (targetOf[action] === current.state) return;
  const to = transition(returnMachine, current.state, action);
  await moveReturn(tx, orderId, current, { action, to, note });
  await publish(tx, { type: "shopify.return_step", orderId, payload: { orderId, returnId: current.id, action, note: note ?? null } });
}

export interface ReturnStep {
  action: string;
  to: ReturnState;
  note?: string;
}

/** Writes a return's step: its state by compare-and-set, its history, the order's timeline. */
export async function moveReturn(tx: Tx, orderId: bigint, current: ReturnRow, { action, to, note }: ReturnStep): Promise<void> {
  const moved = await tx.sql<{ id: string }>`
    update returns set state = ${to}, version = version + 1, updated_at = ${tx.now}, note = coalesce(${note ?? null}, note),
      closed_at = case when ${to} in ('completed', 'denied', 'cancelled') then ${tx.now}::timestamptz end
    where shop = ${tx.shop} and id = ${current.id} and version = ${current.version} returning id`;
  if (moved.length === 0) throw new DomainError("conflict", "RETURN_CHANGED", { message: "The return has changed meanwhile. Look at it again." });
  await recordStep(tx, orderId, { id: current.id, version: current.version + 1, action, from: current.state, to, note });
}

async function recordStep(tx: Tx, orderId: bigint, step: { id: string; version: number; action: string; from: ReturnState | null; to: ReturnState; note?: string }): Promise<void> {
  await tx.sql`
    insert into return_history (shop, return_id, version, action, from_state, to_state, actor_id, actor_label, note, details, created_at)
    values (${tx.shop}, ${step.id}, ${step.version}, ${step.action}, ${step.from}, ${step.to}, ${tx.actor.id}, ${tx.actor.label}, ${step.note ?? null}, '{}', ${tx.now})`;
  await recordTimeline(tx, { orderId, ts: tx.now, event: `return.${step.to}`, details: { action: step.action, from: step.from, note: step.note ?? null, returnId: step.id }, key: `return:${step.id}:${step.version}` });
}
