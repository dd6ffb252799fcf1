import { markCodCaptured } from "#app/domains/ops-actions/index.server.ts";
import { MarkCodCaptured, OpsActionAnswer } from "#app/domains/ops-actions/schema.ts";
import { endpoint, type Resource } from "#app/http/endpoint.ts";

/** POST /admin/ops/actions/mark-cod-captured (contract, section 4). */
export const opsActionMarkCodCaptured: Resource = {
  POST: endpoint({ family: "problem", permission: "ops:execute", summary: "Record that the cash of an order was collected", body: MarkCodCaptured, response: OpsActionAnswer, handle: (ctx, { body }) => markCodCaptured(ctx, body) }),
};
