import { v7 as uuid } from "uuid";
import type { Tx } from "#app/platform/ctx.ts";

/** Locks threads until the end of the transaction; whoever locks orders too has locked them before. Gives the ids of those that are open. */
export async function lockThreads(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
  const rows = await tx.sql<{ id: string; status: string }>`select id, status from support_threads where shop = ${tx.shop} and id = any(${ids}::uuid[]) order by id for update`;
  return new Set(rows.flatMap(({ id, status }) => (status === "open" ? [id] : [])));
}

/** The open thread of a conversation. The conversation is locked, so that two who name it end in one thread, and the thread too. */
export async function threadOfConversation(tx: Tx, conversationId: string): Promise<string | undefined> {
  await tx.sql`select pg_advisory_xact_lock(hashtextextended(${`${tx.shop}\n${conversationId}`}, 44))`;
  const [row] = await tx.sql<{ thread_id: string }>`select thread_id from support_conversations where shop = ${tx.shop} and conversation_id = ${conversationId}`;
  if (!row) return undefined;
  return (await lockThreads(tx, [row.thread_id])).has(row.thread_id) ? row.thread_id : undefined;
}

export async function linkConversation(tx: Tx, conversationId: string, threadId: string): Promise<void> {
  await tx.sql`
    insert into support_conversations (shop, conversation_id, thread_id, linked_at) values (${tx.shop}, ${conversationId}, ${threadId}, ${tx.now})
    on conflict (shop, conversation_id) do update set thread_id = excluded.thread_id, linked_at = excluded.linked_at
    where support_conversations.thread_id <> excluded.thread_id`;
}

export async function addNote(tx: Tx, threadId: string, note: string): Promise<void> {
  await tx.sql`insert into support_notes (shop, thread_id, id, author, note, created_at) values (${tx.shop}, ${threadId}, ${uuid()}, ${tx.actor.label}, ${note}, ${tx.now})`;
}

/** Closes those of these threads, which are locked, that have no order left. */
export async function closeEmptyThreads(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.sql`
    update support_threads t set status = 'closed', closed_at = ${tx.now}, closed_by = ${tx.actor.id}
    where t.shop = ${tx.shop} and t.id = any(${ids}::uuid[]) and t.status = 'open'
      and not exists (select from support_thread_orders j where j.shop = t.shop and j.thread_id = t.id and j.left_at is null)`;
}
