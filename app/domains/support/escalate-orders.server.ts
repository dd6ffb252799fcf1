import { v7 as uuid } from "uuid";
import { settleAlerts } from "#app/domains/alerts/index.server.ts";
import { assignLocked, assignmentVersion, sourceOf } from "#app/domains/assignments/index.server.ts";
import { type LockedOrder, lockOrders, recordTimeline, resolveOrders } from "#app/domains/orders/index.server.ts";
import { getSettings, type ShopSettings } from "#app/domains/shops/index.server.ts";
import { type Ctx, inTransaction, type Tx } from "#app/platform/ctx.ts";
import { signal } from "#app/platform/live.ts";
import { toGid } from "#app/platform/shopify/ids.ts";
import type { EscalateOrders } from "./schema.ts";
import { addNote, closeEmptyThreads, linkConversation, lockThreads, threadOfConversation } from "./threads.server.ts";

export interface EscalatedOrder {
  id: string;
  supportThread: string;
}

/**
 * Brings orders to support: all of them or none. They join the thread of the conversation if there is one, else the open
 * thread that they are in, else a new one they share; they go to the shop's support assignee and become urgent.
 * (Contract, section 3.)
 */
export async function escalateOrders(ctx: Ctx, { orderId, orderIds, conversationId, note }: EscalateOrders): Promise<EscalatedOrder[]> {
  return inTransaction(ctx, async (tx) => {
    const ids = await resolveOrders(tx, orderIds ?? [orderId ?? ""], orderIds ? "orderIds" : "orderId");
    const orders = await lockOrders(tx, ids);
    const settings = await getSettings(tx);
    const conversationThread = conversationId === undefined ? undefined : await threadOfConversation(tx, conversationId);
    const newThread = lazily(() => openThread(tx, settings.supportAssignee));

    const joined = new Map<bigint, string>();
    for (const order of orders) {
      const threadId = conversationThread ?? order.supportThreadId ?? (await newThread());
      await joinThread(tx, order, threadId, settings);
      joined.set(order.id, threadId);
    }
    for (const threadId of new Set(joined.values())) {
      if (conversationId !== undefined) await linkConversation(tx, conversationId, threadId);
      await addNote(tx, threadId, note);
    }
    for (const [id, threadId] of joined) {
      await recordTimeline(tx, { orderId: id, ts: tx.now, event: "support.escalated", details: { thread: threadId, note, conversationId: conversationId ?? null }, key: `support:${threadId}:${tx.now.toISOString()}` });
    }
    await signal(tx, { event: "refresh", data: { reason: "action", orderIds: ids.map((id) => toGid("Order", id)) } });
    return ids.map((id) => ({ id: toGid("Order", id), supportThread: joined.get(id) ?? "" }));
  });
}

async function openThread(tx: Tx, assignee: string): Promise<string> {
  const id = uuid();
  await tx.sql`insert into support_threads (shop, id, assignee, opened_by, opened_at) values (${tx.shop}, ${id}, ${assignee}, ${tx.actor.id}, ${tx.now})`;
  return id;
}

/** Who had the order before support is carried along when it moves on to another thread. */
async function joinThread(tx: Tx, order: LockedOrder, threadId: string, settings: ShopSettings): Promise<void> {
  const [former = { assignee: order.assignedTo, priority: order.priority }] = await leaveThread(tx, order, threadId);
  await tx.sql`
    insert into support_thread_orders as j (shop, thread_id, order_id, former_assignee, former_priority, joined_at)
    values (${tx.shop}, ${threadId}, ${order.id}, ${former.assignee}, ${former.priority}, ${tx.now})
    on conflict (shop, thread_id, order_id) do update set former_assignee = excluded.former_assignee, former_priority = excluded.former_priority, joined_at = excluded.joined_at, left_at = null
    where j.left_at is not null`;
  await tx.sql`update orders set support_thread_id = ${threadId}, priority = 'urgent' where shop = ${tx.shop} and id = ${order.id}`;
  await assignLocked(tx, order, { version: await assignmentVersion(tx, order.id), assignee: settings.supportAssignee, source: sourceOf(tx.actor), settings });
  await settleAlerts(tx, order.id, { support: { severity: "warning", title: `${order.name}: waiting for support` } });
}

/** Takes the order out of another thread than this; gives who had it before support. */
async function leaveThread(tx: Tx, { id, supportThreadId }: LockedOrder, threadId: string): Promise<{ assignee: string | null; priority: string }[]> {
  if (supportThreadId === null || supportThreadId === threadId) return [];
  await lockThreads(tx, [supportThreadId]);
  const former = await tx.sql<{ assignee: string | null; priority: string }>`
    update support_thread_orders set left_at = ${tx.now} where shop = ${tx.shop} and thread_id = ${supportThreadId} and order_id = ${id} and left_at is null
    returning former_assignee as assignee, former_priority as priority`;
  await closeEmptyThreads(tx, [supportThreadId]);
  return former;
}

function lazily<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}
