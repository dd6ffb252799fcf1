import { exportCustomer, listRequests } from "#app/domains/privacy/index.server.ts";
import { CustomerExport, PrivacyRequests } from "#app/domains/privacy/schema.ts";
import { endpoint, type Resource } from "#app/http/endpoint.ts";

/** GET /v1/privacy/requests: what was asked for by the compliance topics, and that it was done. */
export const v1PrivacyRequests: Resource = {
  GET: endpoint({ family: "problem", permission: "settings", summary: "What customers and the shop asked for about their data", response: PrivacyRequests, handle: (ctx) => listRequests(ctx) }),
};

/** GET /v1/privacy/requests/{request_id}: the data that a customer asked for. */
export const v1PrivacyExport: Resource = {
  GET: endpoint({ family: "problem", permission: "settings", summary: "The data that a customer asked for", response: CustomerExport, handle: (ctx, { params }) => exportCustomer(ctx, params["id"] ?? "") }),
};
