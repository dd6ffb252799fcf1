import type { Tx } from "#app/platform/ctx.ts";
import type { MirrorDifference } from "./mirror-rows.server.ts";

/**
 * Follows a difference in a return as Shopify told it. A return that people have worked on is theirs and stays; so is its
 * history, which is never rewritten: a state that was told wrongly is corrected by a further step.
 */
export async function withdrawReturn(tx: Tx, orderId: bigint, { before, after }: MirrorDifference): Promise<void> {
  const shopifyId = (before ?? after)?.["shopify_return_id"];
  const [live] = await tx.sql<{ id: string; state: string; version: number }>`
    select id, state, version from returns r where r.shop = ${tx.shop} and r.order_id = ${orderId} and r.shopify_return_id = ${shopifyId ?? null}::bigint
      and not exists (select from return_history h where h.shop = r.shop and h.return_id = r.id and h.actor_id <> 'shopify' and h.action <> 'correct')
    for update`;
  if (!live) return;
  if (!after) {
    await tx.sql`delete from return_lines where shop = ${tx.shop} and return_id = ${live.id}`;
    await tx.sql`delete from returns where shop = ${tx.shop} and id = ${live.id}`;
    await tx.sql`delete from timeline_entries where shop = ${tx.shop} and order_id = ${orderId} and dedupe_key like ${`return:${live.id}:%`}`;
    return;
  }
  // What Shopify last said of it, as far as that still holds: else an older telling that now counts would be old news.
  await tx.sql`
    update returns set shopify_status = ${after["shopify_status"] ?? "null"}::jsonb #>> '{}', told_at = (${after["told_at"] ?? "null"}::jsonb #>> '{}')::timestamptz, told_tie = coalesce(${after["told_tie"] ?? "null"}::jsonb #>> '{}', '')
    where shop = ${tx.shop} and id = ${live.id}`;
  const state: unknown = JSON.parse(after["state"] ?? "null");
  if (typeof state !== "string" || state === live.state) return;
  await tx.sql`
    update returns set state = ${state}, version = version + 1, updated_at = ${tx.now}, closed_at = (${after["closed_at"] ?? "null"}::jsonb #>> '{}')::timestamptz
    where shop = ${tx.shop} and id = ${live.id}`;
  await tx.sql`
    insert into return_history (shop, return_id, version, action, from_state, to_state, actor_id, actor_label, details, created_at)
    values (${tx.shop}, ${live.id}, ${live.version + 1}, 'correct', ${live.state}, ${state}, ${tx.actor.id}, ${tx.actor.label}, '{}', ${tx.now})`;
}
