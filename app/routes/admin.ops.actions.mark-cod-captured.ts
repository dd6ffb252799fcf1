import { markCodCaptured } from "#app/domains/ops-actions/index.server.ts";
import { MarkCodCaptured, OpsActionAnswer } from "#app/domains/ops-actions/schema.ts";
import { endpoint, type Resource } from "#app/http/endpoint.ts";

export const opsActionMarkCodCaptured: Resource = {
  POST: endpoint({ family: "problem", permission: "ops:execute", body: MarkCodCaptured, response: OpsActionAnswer, handle: (ctx, { body }) => markCodCaptured(ctx, body) }),
};
