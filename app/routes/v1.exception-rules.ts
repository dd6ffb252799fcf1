import { z } from "zod";
import { listRules, makeRule, revokeRule } from "#app/domains/exceptions/index.server.ts";
import { MakeRule, RevokeRule, RuleMade, RuleRevoked, RuleView } from "#app/domains/exceptions/schema.ts";
import { endpoint, Reply, type Resource } from "#app/http/endpoint.ts";

export const v1ExceptionRules: Resource = {
  GET: endpoint({ family: "problem", permission: "read", scope: "any", summary: "Rules that settle exceptions by themselves", response: z.object({ rules: z.array(RuleView) }), handle: (ctx) => listRules(ctx) }),
  POST: endpoint({
    family: "problem",
    permission: "exceptions:resolve",
    scope: "any",
    summary: "Makes a decision a rule",
    body: MakeRule,
    response: RuleMade,
    status: 201,
    handle: async (ctx, { body }) => new Reply(await makeRule(ctx, body), { status: 201 }),
  }),
};

export const v1ExceptionRuleRevoke: Resource = {
  POST: endpoint({ family: "problem", permission: "exceptions:resolve", scope: "any", summary: "Ends a rule", body: RevokeRule, response: RuleRevoked, handle: (ctx, { body, params }) => revokeRule(ctx, params["rule"] ?? "", body) }),
};
