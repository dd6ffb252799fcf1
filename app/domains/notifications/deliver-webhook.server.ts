import { Webhook } from "standardwebhooks";
import { z } from "zod";
import type { Ctx } from "#app/platform/ctx.ts";
import { defineDestination, type Outgoing } from "#app/platform/outbox.ts";
import { postToPublic } from "#app/platform/public-http.server.ts";

const Delivery = z.object({ endpointId: z.string(), event: z.object({ type: z.string(), timestamp: z.string(), data: z.record(z.string(), z.unknown()) }) });
type Delivery = z.infer<typeof Delivery>;

const timeoutMs = 15_000;

/**
 * Messages to a shop's own endpoints, signed per Standard Webhooks. The `webhook-id` stays the same over all attempts: by it
 * the receiver knows a message that came twice because its answer to the first was lost.
 */
export const webhookDestination = defineDestination({
  type: "webhook.deliver",
  payload: Delivery,
  deliver: async (ctx, event) => deliver(ctx, event),
  settle: async (tx, { payload }, { status }) => {
    // 410: the receiver wants nothing more.
    if (status === 410) await tx.sql`update webhook_endpoints set disabled_at = ${tx.now} where shop = ${tx.shop} and id = ${payload.endpointId} and disabled_at is null`;
  },
});

async function deliver(ctx: Ctx, { id, payload: { endpointId, event } }: Outgoing<Delivery>): Promise<{ status: number | "removed" }> {
  const [endpoint] = await ctx.sql<{ url: string; secret: string }>`select url, secret from webhook_endpoints where shop = ${ctx.shop} and id = ${endpointId} and disabled_at is null`;
  if (!endpoint) return { status: "removed" };
  const body = JSON.stringify(event);
  const headers = {
    "Content-Type": "application/json",
    "User-Agent": "orders-dashboard",
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(ctx.now.getTime() / 1000)),
    "webhook-signature": new Webhook(endpoint.secret).sign(id, ctx.now, body),
  };
  const status = await postToPublic({ url: endpoint.url, headers, body, timeoutMs });
  if (status === 410 || (status >= 200 && status < 300)) return { status };
  throw new Error(`${new URL(endpoint.url).host} answered ${status}.`);
}
