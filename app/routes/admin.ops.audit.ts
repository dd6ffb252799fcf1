import { listAudit } from "#app/domains/ops-actions/index.server.ts";
import { AuditPage, ListAudit } from "#app/domains/ops-actions/schema.ts";
import { endpoint, type Resource } from "#app/http/endpoint.ts";

/** GET /admin/ops/audit (contract, section 4). */
export const opsAudit: Resource = {
  GET: endpoint({ family: "problem", permission: "ops:execute", summary: "Who did what, newest first", query: ListAudit, response: AuditPage, handle: (ctx, { query }) => listAudit(ctx, query) }),
};
