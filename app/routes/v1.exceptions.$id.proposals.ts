import { approveProposal, proposeOverride } from "#app/domains/exceptions/index.server.ts";
import { ApproveProposal, ProposeOverride } from "#app/domains/exceptions/schema.ts";
import { endpoint, Reply, type Resource } from "#app/http/endpoint.ts";

export const v1ExceptionProposals: Resource = {
  POST: endpoint({
    family: "problem",
    permission: "exceptions:resolve",
    scope: "any",
    body: ProposeOverride,
    handle: async (ctx, { body, params }) => new Reply(await proposeOverride(ctx, params["id"] ?? "", body), { status: 201 }),
  }),
};

export const v1ExceptionProposalApprove: Resource = {
  POST: endpoint({
    family: "problem",
    permission: "exceptions:resolve",
    scope: "any",
    body: ApproveProposal,
    handle: (ctx, { body, params }) => approveProposal(ctx, params["id"] ?? "", params["proposal"] ?? "", body),
  }),
};
