import { recordTimeline } from "#app/domains/orders/index.server.ts";
import { type Ctx, inTransaction } from "#app/platform/ctx.ts";
import { DomainError } from "#app/platform/errors.ts";
import { signal } from "#app/platform/live.ts";
import { toGid } from "#app/platform/shopify/ids.ts";
import type { AddToThread } from "./schema.ts";
import { addNote, linkConversation, lockThreads, threadOfConversation } from "./threads.server.ts";

/**
 * Adds a note to an open thread, links a conversation to it, or both; gives the orders that are in it. Throws `not_found`, and
 * `conflict` when the thread is closed or the conversation belongs to another open one.
 */
export function addToThread(ctx: Ctx, { threadId, note, conversationId }: Pick<AddToThread, "threadId" | "note" | "conversationId">): Promise<{ id: string; supportThread: string }[]> {
  return inTransaction(ctx, async (tx) => {
    const other = conversationId === undefined ? undefined : await threadOfConversation(tx, conversationId);
    if (other !== undefined && other !== threadId) throw new DomainError("conflict", "CONVERSATION_ELSEWHERE", { message: "This conversation belongs to another open thread.", thread: other });
    const open = await lockThreads(tx, [threadId]);
    if (!open.has(threadId)) {
      const known = await tx.sql`select 1 from support_threads where shop = ${tx.shop} and id = ${threadId}`;
      if (known.length === 0) throw new DomainError("not_found", "THREAD_NOT_FOUND", { message: "There is no such thread." });
      throw new DomainError("conflict", "THREAD_CLOSED", { message: "This thread is closed. Escalate the order again to open another." });
    }
    if (conversationId !== undefined) await linkConversation(tx, conversationId, threadId);
    if (note !== undefined) await addNote(tx, threadId, note);

    const orders = await tx.sql<{ order_id: bigint }>`select order_id from support_thread_orders where shop = ${tx.shop} and thread_id = ${threadId} and left_at is null order by order_id`;
    for (const { order_id: orderId } of orders) {
      await recordTimeline(tx, { orderId, ts: tx.now, event: "support.noted", details: { thread: threadId, note: note ?? null, conversationId: conversationId ?? null }, key: `support.noted:${tx.correlationId}:${tx.now.toISOString()}` });
    }
    const ids = orders.map(({ order_id }) => toGid("Order", order_id));
    await signal(tx, { event: "refresh", data: { reason: "action", orderIds: ids } });
    return ids.map((id) => ({ id, supportThread: threadId }));
  });
}
