import { exportCustomer, listRequests } from "#app/domains/privacy/index.server.ts";
import { endpoint, type Resource } from "#app/http/endpoint.ts";

/** GET /v1/privacy/requests: what was asked for by the compliance topics, and that it was done. */
export const v1PrivacyRequests: Resource = {
  GET: endpoint({ family: "problem", permission: "settings", handle: (ctx) => listRequests(ctx) }),
};

/** GET /v1/privacy/requests/{request_id}: the data that a customer asked for. */
export const v1PrivacyExport: Resource = {
  GET: endpoint({ family: "problem", permission: "settings", handle: (ctx, { params }) => exportCustomer(ctx, params["id"] ?? "") }),
};
