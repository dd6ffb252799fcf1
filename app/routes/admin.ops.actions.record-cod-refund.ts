import { recordCodRefund } from "#app/domains/ops-actions/index.server.ts";
import { RecordCodRefund, OpsActionAnswer } from "#app/domains/ops-actions/schema.ts";
import { endpoint, type Resource } from "#app/http/endpoint.ts";

/** POST /admin/ops/actions/record-cod-refund (contract, section 4). */
export const opsActionRecordCodRefund: Resource = {
  POST: endpoint({ family: "problem", permission: "ops:execute", summary: "Record that collected cash was given back", body: RecordCodRefund, response: OpsActionAnswer, handle: (ctx, { body }) => recordCodRefund(ctx, body) }),
};
