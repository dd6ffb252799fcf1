import { listRules, makeRule, revokeRule } from "#app/domains/exceptions/index.server.ts";
import { MakeRule, RevokeRule } from "#app/domains/exceptions/schema.ts";
import { endpoint, Reply, type Resource } from "#app/http/endpoint.ts";

export const v1ExceptionRules: Resource = {
  GET: endpoint({ family: "problem", permission: "read", scope: "any", handle: (ctx) => listRules(ctx) }),
  POST: endpoint({
    family: "problem",
    permission: "exceptions:resolve",
    scope: "any",
    body: MakeRule,
    handle: async (ctx, { body }) => new Reply(await makeRule(ctx, body), { status: 201 }),
  }),
};

export const v1ExceptionRuleRevoke: Resource = {
  POST: endpoint({ family: "problem", permission: "exceptions:resolve", scope: "any", body: RevokeRule, handle: (ctx, { body, params }) => revokeRule(ctx, params["rule"] ?? "", body) }),
};
