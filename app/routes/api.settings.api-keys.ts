import { z } from "zod";
import { createApiKey, listApiKeys, revokeApiKey } from "#app/domains/shops/index.server.ts";
import { ApiKeyRow, CreatedApiKey, NewApiKey } from "#app/domains/shops/schema.ts";
import { endpoint, Reply, type Resource } from "#app/http/endpoint.ts";

/** /api/settings/api-keys: keys for API clients. Answers with a key in them are not kept for repeated requests: only its hash is stored. */
export const settingsApiKeys: Resource = {
  GET: endpoint({ family: "problem", permission: "settings", summary: "The shop's API keys, without their secrets", response: z.object({ keys: z.array(ApiKeyRow) }), handle: async (ctx) => ({ keys: await listApiKeys(ctx) }) }),
  POST: endpoint({
    family: "problem",
    permission: "settings",
    summary: "Makes an API key, and tells it once",
    body: NewApiKey,
    response: CreatedApiKey,
    status: 201,
    ignoresIdempotencyKey: true,
    handle: async (ctx, { body }) => new Reply(await createApiKey(ctx, body), { status: 201 }),
  }),
};

/** DELETE /api/settings/api-keys/{id}: revokes a key. */
export const settingsApiKey: Resource = {
  DELETE: endpoint({ family: "problem", permission: "settings", summary: "Revokes an API key", response: z.object({ id: z.string() }), handle: (ctx, { params }) => revokeApiKey(ctx, params["id"] ?? "") }),
};
