import type { Ctx } from "#app/platform/ctx.ts";
import { toGid } from "#app/platform/shopify/ids.ts";
import type { ListMails, Mail, MailStatus } from "./schema.ts";

interface MailRow {
  id: string;
  order_id: bigint | null;
  recipient: string | null;
  subject: string;
  text: string;
  status: MailStatus;
  error: string | null;
  at: Date;
}

/** The shop's mails, newest first, those after the one named as `before` when it is. */
export async function listMails(ctx: Ctx, { limit, before }: Pick<ListMails, "limit" | "before">): Promise<{ mails: Mail[]; next: string | null }> {
  const rows = await ctx.sql<MailRow>`
    select id, order_id, recipient, subject, text, status, error, at from mails
    where shop = ${ctx.shop} and (${before ?? null}::uuid is null or id < ${before ?? null}::uuid) order by id desc limit ${limit + 1}`;
  const mails = rows.slice(0, limit).map(({ order_id, at, ...row }) => ({ ...row, orderId: order_id === null ? null : toGid("Order", order_id), at: at.toISOString() }));
  return { mails, next: rows.length > limit ? (mails.at(-1)?.id ?? null) : null };
}
