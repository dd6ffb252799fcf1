import { settleAlerts } from "#app/domains/alerts/index.server.ts";
import { assignLocked, assignmentVersion, sourceOf } from "#app/domains/assignments/index.server.ts";
import { type LockedOrder, lockOrders, recordTimeline, resolveOrders } from "#app/domains/orders/index.server.ts";
import { getSettings, type ShopSettings } from "#app/domains/shops/index.server.ts";
import { type Ctx, inTransaction, type Tx } from "#app/platform/ctx.ts";
import { DomainError, type FieldError } from "#app/platform/errors.ts";
import { signal } from "#app/platform/live.ts";
import { toGid } from "#app/platform/shopify/ids.ts";
import type { ReleaseOrders } from "./schema.ts";
import { addNote, closeEmptyThreads, lockThreads } from "./threads.server.ts";

export interface ReleasedOrder {
  id: string;
  assignedTo: string | null;
  supportThread: null;
}

interface Membership {
  thread_id: string;
  order_id: bigint;
  assignee: string;
  former_assignee: string | null;
  former_priority: string;
}

/**
 * Gives orders back from support, all of them or none: to whoever had them before, and as urgent as they were, unless somebody
 * has changed that meanwhile. A thread is closed with its last order. Throws `conflict` for an order that support does not have.
 */
export function releaseOrders(ctx: Ctx, { orderId, orderIds, note }: Pick<ReleaseOrders, "orderId" | "orderIds" | "note">): Promise<ReleasedOrder[]> {
  return inTransaction(ctx, async (tx) => {
    const ids = await resolveOrders(tx, orderIds ?? [orderId ?? ""], orderIds ? "orderIds" : "orderId");
    const orders = await lockOrders(tx, ids);
    refuseThoseElsewhere(ids, orders, orderIds ? "orderIds" : "orderId");
    const threads = [...new Set(orders.flatMap(({ supportThreadId }) => supportThreadId ?? []))];
    await lockThreads(tx, threads);
    const members = await tx.sql<Membership>`
      update support_thread_orders j set left_at = ${tx.now} from support_threads t
      where j.shop = ${tx.shop} and t.shop = j.shop and t.id = j.thread_id and j.thread_id = any(${threads}::uuid[]) and j.order_id = any(${ids.map(String)}::bigint[]) and j.left_at is null
      returning j.thread_id, j.order_id, t.assignee, j.former_assignee, j.former_priority`;

    const settings = await getSettings(tx);
    const owners = new Map<bigint, string | null>();
    for (const order of orders) owners.set(order.id, await giveBack(tx, order, { member: members.find(({ order_id: id, thread_id: thread }) => id === order.id && thread === order.supportThreadId), note, settings }));
    for (const threadId of threads) await addNote(tx, threadId, note);
    await closeEmptyThreads(tx, threads);
    await signal(tx, { event: "refresh", data: { reason: "action", orderIds: ids.map((id) => toGid("Order", id)) } });
    return ids.map((id) => ({ id: toGid("Order", id), assignedTo: owners.get(id) ?? null, supportThread: null }));
  });
}

function refuseThoseElsewhere(ids: readonly bigint[], orders: readonly LockedOrder[], path: string): void {
  const errors: FieldError[] = orders.flatMap(({ id, name, supportThreadId }) =>
    supportThreadId === null ? [{ path: path === "orderId" ? path : `${path}.${ids.indexOf(id)}`, message: `${name} is not with support.` }] : [],
  );
  if (errors.length > 0) throw new DomainError("conflict", "NOT_IN_SUPPORT", { message: "Support does not have all of these orders.", errors });
}

interface GivingBack {
  member: Membership | undefined;
  note: string;
  settings: ShopSettings;
}

async function giveBack(tx: Tx, order: LockedOrder, { member, note, settings }: GivingBack): Promise<string | null> {
  const owner = member && order.assignedTo === member.assignee ? member.former_assignee : order.assignedTo;
  const priority = member && order.priority === "urgent" ? member.former_priority : order.priority;
  await tx.sql`update orders set support_thread_id = null, priority = ${priority} where shop = ${tx.shop} and id = ${order.id}`;
  await assignLocked(tx, order, { version: await assignmentVersion(tx, order.id), assignee: owner, source: sourceOf(tx.actor), settings });
  await settleAlerts(tx, order.id, { support: undefined });
  await recordTimeline(tx, { orderId: order.id, ts: tx.now, event: "support.released", details: { thread: order.supportThreadId, to: owner, note }, key: `support.released:${order.supportThreadId}:${tx.now.toISOString()}` });
  return owner;
}
