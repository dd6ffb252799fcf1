import { z } from "zod";
import { listDeliveries, rotateWebhookSecret } from "#app/domains/notifications/index.server.ts";
import { Delivery, RotatedSecret } from "#app/domains/notifications/schema.ts";
import { endpoint, type Resource } from "#app/http/endpoint.ts";

/** GET /api/settings/webhook-deliveries: the last messages to the shop's endpoints. */
export const settingsWebhookDeliveries: Resource = {
  GET: endpoint({ family: "problem", permission: "settings", summary: "The last messages to the shop's endpoints", response: z.object({ deliveries: z.array(Delivery) }), handle: async (ctx) => ({ deliveries: await listDeliveries(ctx) }) }),
};

/** POST /api/settings/webhook-endpoints/{id}/rotate: another secret, told once. */
export const settingsWebhookSecret: Resource = {
  POST: endpoint({ family: "problem", permission: "settings", summary: "Gives an endpoint another secret, and tells it once", response: RotatedSecret, ownIdentity: true, handle: (ctx, { params }) => rotateWebhookSecret(ctx, params["id"] ?? "") }),
};
