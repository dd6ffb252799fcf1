import { z } from "zod";
import type { Collector } from "#app/domains/intake/index.server.ts";
import { ExternalEvent } from "#app/domains/intake/schema.ts";
import { endpoint, Reply, type Resource } from "#app/http/endpoint.ts";
import { DomainError } from "#app/platform/errors.ts";

/** POST /v1/events: what carriers, the ERP and couriers tell, through the same intake as Shopify's webhooks. */
export function v1Events(collect: Collector): Resource {
  return {
    POST: endpoint({
      family: "problem",
      permission: "orders:write",
      summary: "Takes in what a carrier, the ERP or a courier tells",
      body: ExternalEvent,
      response: z.object({ received: z.literal(true), raw_id: z.string(), duplicate: z.boolean() }),
      status: 202,
      maxBytes: 8 * 1024 * 1024,
      keepsBody: true,
      ignoresIdempotencyKey: true,
      handle: async (ctx, { body, bytes }) => {
        const receipt = await collect({
          shop: body.tenant,
          source: body.source,
          topic: body.event_type,
          deliveryId: body.event_id,
          headers: { sender: ctx.actor.id },
          body: bytes,
          triggeredAt: body.occurred_at ? new Date(body.occurred_at) : undefined,
          correlationId: ctx.correlationId,
        });
        if (!receipt) throw new DomainError("not_found", "SHOP_NOT_INSTALLED", { message: "This shop has not installed the app." });
        return new Reply({ received: true, raw_id: receipt.rawId, duplicate: receipt.duplicate }, { status: 202 });
      },
    }),
  };
}
