import { getSyncStatus } from "#app/domains/polling/index.server.ts";
import { SyncStatus } from "#app/domains/polling/schema.ts";
import { endpoint, type Resource } from "#app/http/endpoint.ts";

/** GET /sync/status: how the shop is kept in step with Shopify. */
export const syncStatus: Resource = {
  GET: endpoint({ family: "sync", permission: "read", summary: "How the shop is kept in step with Shopify", response: SyncStatus, handle: (ctx) => getSyncStatus(ctx) }),
};
