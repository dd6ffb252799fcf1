import { z } from "zod";
import { addWebhookEndpoint, listWebhookEndpoints, removeWebhookEndpoint, rotateWebhookSecret } from "#app/domains/notifications/index.server.ts";
import { AddedWebhookEndpoint, NewWebhookEndpoint, RotatedSecret, WebhookEndpoint } from "#app/domains/notifications/schema.ts";
import { endpoint, Reply, type Resource } from "#app/http/endpoint.ts";

/** /api/settings/webhook-endpoints: who is told of transitions. Answers with a secret in them are not kept for repeated requests. */
export const settingsWebhookEndpoints: Resource = {
  GET: endpoint({
    family: "problem",
    permission: "settings",
    summary: "The shop's own endpoints, which are told of every transition",
    response: z.object({ endpoints: z.array(WebhookEndpoint) }),
    handle: async (ctx) => ({ endpoints: await listWebhookEndpoints(ctx) }),
  }),
  POST: endpoint({
    family: "problem",
    permission: "settings",
    summary: "Adds an endpoint, and tells its secret once",
    body: NewWebhookEndpoint,
    response: AddedWebhookEndpoint,
    status: 201,
    ignoresIdempotencyKey: true,
    handle: async (ctx, { body }) => new Reply(await addWebhookEndpoint(ctx, body), { status: 201 }),
  }),
};

/** DELETE /api/settings/webhook-endpoints/{id}. */
export const settingsWebhookEndpoint: Resource = {
  DELETE: endpoint({
    family: "problem",
    permission: "settings",
    summary: "Removes an endpoint",
    response: z.object({ removed: z.string() }),
    handle: async (ctx, { params }) => {
      const id = params["id"] ?? "";
      await removeWebhookEndpoint(ctx, id);
      return { removed: id };
    },
  }),
};

/** POST /api/settings/webhook-endpoints/{id}/rotate: another secret, told once. */
export const settingsWebhookSecret: Resource = {
  POST: endpoint({
    family: "problem",
    permission: "settings",
    summary: "Gives an endpoint another secret, and tells it once",
    response: RotatedSecret,
    ignoresIdempotencyKey: true,
    handle: (ctx, { params }) => rotateWebhookSecret(ctx, params["id"] ?? ""),
  }),
};
