import { z } from "zod";
import { addWebhookEndpoint, listWebhookEndpoints, removeWebhookEndpoint } from "#app/domains/notifications/index.server.ts";
import { AddedWebhookEndpoint, NewWebhookEndpoint, WebhookEndpoint } from "#app/domains/notifications/schema.ts";
import { endpoint, Reply, type Resource } from "#app/http/endpoint.ts";

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
    handle: async (ctx, { body }) => new Reply(await addWebhookEndpoint(ctx, body), { status: 201 }),
  }),
};

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
