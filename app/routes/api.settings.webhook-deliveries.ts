import { z } from "zod";
import { listDeliveries } from "#app/domains/notifications/index.server.ts";
import { Delivery } from "#app/domains/notifications/schema.ts";
import { endpoint, type Resource } from "#app/http/endpoint.ts";

/** GET /api/settings/webhook-deliveries: the last messages to the shop's endpoints. */
export const settingsWebhookDeliveries: Resource = {
  GET: endpoint({ family: "problem", permission: "settings", summary: "The last messages to the shop's endpoints", response: z.object({ deliveries: z.array(Delivery) }), handle: async (ctx) => ({ deliveries: await listDeliveries(ctx) }) }),
};
