import { approveProposal, proposeOverride } from "#app/domains/exceptions/index.server.ts";
import { ApproveProposal, Approved, ProposeOverride, Proposed } from "#app/domains/exceptions/schema.ts";
import { endpoint, Reply, type Resource } from "#app/http/endpoint.ts";

export const v1ExceptionProposals: Resource = {
  POST: endpoint({
    family: "problem",
    permission: "exceptions:resolve",
    scope: "any",
    summary: "Proposes an override that a second person is to approve",
    body: ProposeOverride,
    response: Proposed,
    status: 201,
    handle: async (ctx, { body, params }) => new Reply(await proposeOverride(ctx, params["id"] ?? "", body), { status: 201 }),
  }),
};

export const v1ExceptionProposalApprove: Resource = {
  POST: endpoint({
    family: "problem",
    permission: "exceptions:resolve",
    scope: "any",
    summary: "Approves a proposed override, which may then be carried out",
    body: ApproveProposal,
    response: Approved,
    handle: (ctx, { body, params }) => approveProposal(ctx, params["id"] ?? "", params["proposal"] ?? "", body),
  }),
};
