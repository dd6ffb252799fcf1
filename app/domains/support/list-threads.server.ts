import type { Ctx } from "#app/platform/ctx.ts";
import { type Part, part } from "#app/platform/sql.ts";
import type { ListThreads, ThreadRow, ThreadsPage } from "./schema.ts";

interface Row {
  id: string;
  status: "open" | "closed";
  assignee: string;
  opened_at: Date;
  closed_at: Date | null;
  conversations: string[];
  orders: { id: string; name: string; formerAssignee: string | null; leftAt: string | null }[];
  note: { author: string; note: string; at: string } | null;
}

/** Support's threads, the latest first, with their orders, conversations and what was said last. */
export async function listThreads(ctx: Ctx, { status, q, pageSize, cursor }: ListThreads): Promise<ThreadsPage> {
  const wanted = part`t.shop = ${ctx.shop} and (${status} = 'all' or t.status = ${status}) ${q ? sayingOf(q) : part``}`;
  const [rows, [count]] = await Promise.all([
    ctx.sql<Row>`
      select t.id, t.status, t.assignee, t.opened_at, t.closed_at,
        coalesce((select json_agg(c.conversation_id order by c.linked_at) from support_conversations c where c.shop = t.shop and c.thread_id = t.id), '[]'::json) as conversations,
        coalesce((
          select json_agg(json_build_object('id', 'gid://shopify/Order/' || j.order_id, 'name', o.name, 'formerAssignee', j.former_assignee, 'leftAt', j.left_at) order by j.joined_at, j.order_id)
          from support_thread_orders j join orders o on o.shop = j.shop and o.id = j.order_id where j.shop = t.shop and j.thread_id = t.id), '[]'::json) as orders,
        (select json_build_object('author', n.author, 'note', n.note, 'at', n.created_at) from support_notes n where n.shop = t.shop and n.thread_id = t.id order by n.created_at desc, n.id desc limit 1) as note
      from support_threads t
      where ${wanted}
        and (${cursor ?? null}::uuid is null or (t.opened_at, t.id) < (select opened_at, id from support_threads where shop = ${ctx.shop} and id = ${cursor ?? null}::uuid))
      order by t.opened_at desc, t.id desc limit ${pageSize + 1}`,
    ctx.sql<{ total: number }>`select count(*)::int as total from support_threads t where ${wanted}`,
  ]);
  const threads = rows.slice(0, pageSize).map(threadRow);
  return { success: true, threads, nextCursor: rows.length > pageSize ? (threads.at(-1)?.id ?? null) : null, total: count?.total ?? 0 };
}

/** Threads that have the words in an order's name, a conversation's id or a note, whatever the case. */
function sayingOf(q: string): Part {
  const pattern = `%${q.replace(/[\\%_]/g, "\\$&")}%`;
  return part`and (
    exists (select from support_thread_orders j join orders o on o.shop = j.shop and o.id = j.order_id where j.shop = t.shop and j.thread_id = t.id and o.name ilike ${pattern})
    or exists (select from support_conversations c where c.shop = t.shop and c.thread_id = t.id and c.conversation_id ilike ${pattern})
    or exists (select from support_notes n where n.shop = t.shop and n.thread_id = t.id and n.note ilike ${pattern}))`;
}

function threadRow({ opened_at, closed_at, note, orders, ...row }: Row): ThreadRow {
  return {
    ...row,
    openedAt: opened_at.toISOString(),
    closedAt: closed_at?.toISOString() ?? null,
    orders: orders.map(({ leftAt, ...order }) => ({ ...order, leftAt: leftAt && new Date(leftAt).toISOString() })),
    lastNote: note && { ...note, at: new Date(note.at).toISOString() },
  };
}
