import { Webhook } from "standardwebhooks";
import { z } from "zod";
import type { Ctx } from "#app/platform/ctx.ts";
import { DomainError } from "#app/platform/errors.ts";
import { defineDestination, type Outgoing, RetryLater } from "#app/platform/outbox.ts";
import { postToPublic } from "#app/platform/public-http.server.ts";

const Delivery = z.object({ endpointId: z.string(), event: z.object({ type: z.string(), timestamp: z.string(), data: z.record(z.string(), z.unknown()) }) });
type Delivery = z.infer<typeof Delivery>;

const timeoutMs = 15_000;

/** From seconds to ten hours, a day in all: a receiver may be away for a night. */
const retrySeconds = [5, 60, 300, 1_800, 7_200, 18_000, 36_000, 36_000];
/** Answers that are about this very message: it would be refused again. */
const refusals = new Set([400, 405, 413, 414, 415, 422]);

/**
 * Messages to a shop's own endpoints, signed per Standard Webhooks. The `webhook-id` stays the same over all attempts: by it
 * the receiver knows a message that came twice because its answer to the first was lost.
 */
export const webhookDestination = defineDestination({ type: "webhook.deliver", payload: Delivery, retrySeconds, deliver: async (ctx, event) => deliver(ctx, event) });

async function deliver(ctx: Ctx, { id, payload: { endpointId, event } }: Outgoing<Delivery>): Promise<{ status: number | "removed" }> {
  const [endpoint] = await ctx.sql<{ url: string; secrets: string[] }>`
    select url, array_remove(array[secret, case when previous_secret_until > ${ctx.now} then previous_secret end], null) as secrets from webhook_endpoints where shop = ${ctx.shop} and id = ${endpointId} and disabled_at is null`;
  if (!endpoint) return { status: "removed" };
  const body = JSON.stringify(event);
  const headers = {
    "Content-Type": "application/json",
    "User-Agent": "orders-dashboard",
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(ctx.now.getTime() / 1000)),
    // After a rotation with both secrets for a while, as Standard Webhooks has it.
    "webhook-signature": endpoint.secrets.map((secret) => new Webhook(secret).sign(id, ctx.now, body)).join(" "),
  };
  const { status, retryAfterSeconds } = await postToPublic({ url: endpoint.url, headers, body, timeoutMs });
  // 410: the receiver wants nothing more.
  if (status === 410) await ctx.sql`update webhook_endpoints set disabled_at = ${ctx.now} where shop = ${ctx.shop} and id = ${endpointId} and disabled_at is null`;
  if (status === 410 || (status >= 200 && status < 300)) return { status };
  const message = `${new URL(endpoint.url).host} answered ${status}.`;
  if (refusals.has(status)) throw new DomainError("conflict", "REFUSED_BY_RECEIVER", { message });
  throw new RetryLater(message, retryAfterSeconds);
}
