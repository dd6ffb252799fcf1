import { v7 as uuid } from "uuid";
import { settleAlerts } from "#app/domains/alerts/index.server.ts";
import { assignLocked, assignmentVersion } from "#app/domains/assignments/index.server.ts";
import { type LockedOrder, lockOrders, recordTimeline, resolveOrders } from "#app/domains/orders/index.server.ts";
import { getSettings } from "#app/domains/shops/index.server.ts";
import { type Ctx, inTransaction, type Tx } from "#app/platform/ctx.ts";
import { signal } from "#app/platform/live.ts";
import { toGid } from "#app/platform/shopify/ids.ts";
import type { EscalateOrders } from "./schema.ts";

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
    const { supportAssignee } = await getSettings(tx);
    const conversationThread = conversationId === undefined ? undefined : await threadOfConversation(tx, conversationId);
    const newThread = lazily(() => openThread(tx, supportAssignee));

    const joined = new Map<bigint, string>();
    for (const order of orders) {
      const threadId = conversationThread ?? order.supportThreadId ?? (await newThread());
      await joinThread(tx, order, threadId, supportAssignee);
      joined.set(order.id, threadId);
    }
    for (const threadId of new Set(joined.values())) {
      if (conversationId !== undefined) await linkConversation(tx, conversationId, threadId);
      await tx.sql`insert into support_notes (shop, thread_id, id, author, note, created_at) values (${tx.shop}, ${threadId}, ${uuid()}, ${tx.actor.label}, ${note}, ${tx.now})`;
    }
    for (const [id, threadId] of joined) {
      await recordTimeline(tx, { orderId: id, ts: tx.now, event: "support.escalated", details: { thread: threadId, note, conversationId: conversationId ?? null }, key: `support:${threadId}:${tx.now.toISOString()}` });
    }
    await signal(tx, { event: "refresh", data: { reason: "action", orderIds: ids.map((id) => toGid("Order", id)) } });
    return ids.map((id) => ({ id: toGid("Order", id), supportThread: joined.get(id) ?? "" }));
  });
}

/** The open thread of a conversation; the conversation is locked, so that two escalations of it end in one thread. */
async function threadOfConversation(tx: Tx, conversationId: string): Promise<string | undefined> {
  await tx.sql`select pg_advisory_xact_lock(hashtextextended(${`${tx.shop}\n${conversationId}`}, 44))`;
  const [row] = await tx.sql<{ id: string }>`
    select t.id from support_conversations c join support_threads t on t.shop = c.shop and t.id = c.thread_id
    where c.shop = ${tx.shop} and c.conversation_id = ${conversationId} and t.status = 'open'`;
  return row?.id;
}

async function openThread(tx: Tx, assignee: string): Promise<string> {
  const id = uuid();
  await tx.sql`insert into support_threads (shop, id, assignee, opened_by, opened_at) values (${tx.shop}, ${id}, ${assignee}, ${tx.actor.id}, ${tx.now})`;
  return id;
}

async function joinThread(tx: Tx, order: LockedOrder, threadId: string, assignee: string): Promise<void> {
  await tx.sql`
    insert into support_thread_orders (shop, thread_id, order_id, former_assignee, former_priority, joined_at)
    values (${tx.shop}, ${threadId}, ${order.id}, ${order.assignedTo}, ${order.priority}, ${tx.now})
    on conflict do nothing`;
  await tx.sql`update orders set support_thread_id = ${threadId}, priority = 'urgent' where shop = ${tx.shop} and id = ${order.id}`;
  await assignLocked(tx, order, await assignmentVersion(tx, order.id), assignee, "route");
  await settleAlerts(tx, order.id, { support: { severity: "warning", title: `${order.name}: waiting for support` } });
}

async function linkConversation(tx: Tx, conversationId: string, threadId: string): Promise<void> {
  await tx.sql`
    insert into support_conversations (shop, conversation_id, thread_id, linked_at) values (${tx.shop}, ${conversationId}, ${threadId}, ${tx.now})
    on conflict (shop, conversation_id) do update set thread_id = excluded.thread_id, linked_at = excluded.linked_at
    where support_conversations.thread_id <> excluded.thread_id`;
}

function lazily<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}
