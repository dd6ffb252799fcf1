import type { ActionFunctionArgs } from "@remix-run/node";
import type { ClientActionFunctionArgs } from "@remix-run/react";
import { type DecisionOutcome, DecisionRequest } from "#app/dashboard/exceptions/decision-request.ts";
import { approveProposal, makeRule, proposeOverride, resolveMany, resolveWithRule, revokeRule } from "#app/domains/exceptions/index.server.ts";
import { pageData, readInput } from "#app/http/page-data.server.ts";
import { outcomeOf } from "#app/http/refusal.server.ts";
import { orFailure } from "#app/ui/last-good.ts";
import { uiText } from "#app/ui/ui-text.ts";
import type { Ctx } from "#app/platform/ctx.ts";

/** The console's writes. What is refused comes back as an answer, which the page shows beside the form. */
export async function action({ request }: ActionFunctionArgs) {
  return pageData(request, async ({ ctx }) => {
    const wanted = await readInput(request, DecisionRequest);
    return Response.json(await outcomeOf(() => carryOut(ctx, wanted)));
  }, "exceptions:resolve");
}

export async function clientAction({ serverAction }: ClientActionFunctionArgs): Promise<DecisionOutcome> {
  const outcome = await orFailure(() => serverAction<DecisionOutcome>());
  return "failure" in outcome ? { ok: false, code: "NO_ANSWER", message: `${outcome.failure.message} ${uiText.failure.unknownEffect}` } : outcome;
}

function carryOut(ctx: Ctx, wanted: ReturnType<typeof DecisionRequest.parse>): Promise<unknown> {
  switch (wanted.op) {
    case "resolve":
      return resolveWithRule(ctx, wanted.id, wanted.body, wanted.rule);
    case "resolve-many":
      return resolveMany(ctx, wanted.body);
    case "propose":
      return proposeOverride(ctx, wanted.id, wanted.body);
    case "approve":
      return approveProposal(ctx, wanted.id, wanted.proposalId, wanted.body);
    case "make-rule":
      return makeRule(ctx, wanted.body);
    case "revoke-rule":
      return revokeRule(ctx, wanted.ruleId, { actor: wanted.actor });
  }
}
