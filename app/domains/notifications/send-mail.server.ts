import { z } from "zod";
import { WorkflowState } from "#app/domains/orders/schema.ts";
import { getSettings } from "#app/domains/shops/index.server.ts";
import type { Ctx, Tx } from "#app/platform/ctx.ts";
import { DomainError } from "#app/platform/errors.ts";
import { defineDestination, type Outgoing } from "#app/platform/outbox.ts";
import { ShopifyId } from "#app/platform/shopify/ids.ts";
import { composeMail } from "./compose-mail.ts";
import { currentMailer } from "./mailer.server.ts";
import type { MailStatus } from "./schema.ts";

const MailOrder = z.object({ orderId: ShopifyId, to: z.enum(["team", "customer"]), toState: WorkflowState, note: z.string() });
type MailOrder = z.infer<typeof MailOrder>;

interface WrittenMail {
  recipient: string | null;
  subject: string;
  text: string;
}

/** Mail servers ask for patience more often than they are away: minutes at first, hours then. */
const retrySeconds = [30, 120, 600, 3_600, 14_400];

/**
 * Mails about an order's state. They are written when they are sent, so that no address waits in the outbox. A mail server has
 * nothing to be asked whether an earlier attempt got through: a repeated mail carries the same Message-ID.
 */
export const mailDestination = defineDestination({
  type: "mail.send",
  payload: MailOrder,
  retrySeconds,
  deliver: async (ctx, { id, payload }): Promise<WrittenMail & { status: MailStatus }> => {
    const mail = await writeMail(ctx, payload);
    const mailer = currentMailer();
    if (!mailer || mail.recipient === null) return { ...mail, status: "kept" };
    await mailer.send({ id, to: mail.recipient, subject: mail.subject, text: mail.text }).catch(refuseWhatIsRefused);
    return { ...mail, status: "sent" };
  },
  settle: (tx, event, mail) => keepMail(tx, event, mail, null),
  fail: async (tx, event, message) => keepMail(tx, event, { ...(await writeMail(tx, event.payload)), status: "failed" }, message),
});

/** A mail server that says 5xx to the recipient or the message will say so again. One that does not take our password may yet. */
function refuseWhatIsRefused(error: unknown): never {
  const [code, status] = error instanceof Error ? [Reflect.get(error, "code"), Reflect.get(error, "responseCode")] : [];
  if ((code === "EENVELOPE" || code === "EMESSAGE") && typeof status === "number" && status >= 500) {
    throw new DomainError("conflict", "REFUSED_BY_MAIL_SERVER", { message: `The mail server refused the mail (${status}).` }, { cause: error });
  }
  throw error;
}

async function writeMail(ctx: Ctx, { orderId, to, toState, note }: MailOrder): Promise<WrittenMail> {
  const [order] = await ctx.sql<{ name: string; email: string | null; shop_name: string }>`
    select o.name, o.email, coalesce(nullif(s.name, ''), o.shop) as shop_name from orders o left join shops s on s.shop = o.shop where o.shop = ${ctx.shop} and o.id = ${orderId}`;
  if (!order) throw new DomainError("not_found", "ORDER_NOT_FOUND", { message: "The order that the mail is about does not exist any more." });
  const { mailTeamAddress } = await getSettings(ctx);
  return { recipient: to === "team" ? mailTeamAddress : order.email, ...composeMail({ to, toState, note, orderName: order.name, shopName: order.shop_name }) };
}

async function keepMail(tx: Tx, { id, orderId }: Outgoing<MailOrder>, { recipient, subject, text, status }: WrittenMail & { status: MailStatus }, error: string | null): Promise<void> {
  await tx.sql`
    insert into mails (shop, id, order_id, recipient, subject, text, status, error, at)
    values (${tx.shop}, ${id}, ${orderId}, ${recipient}, ${subject}, ${text}, ${status}, ${error}, ${tx.now})
    on conflict (shop, id) do update set status = excluded.status, error = excluded.error, at = excluded.at`;
}
