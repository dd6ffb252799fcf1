import { z } from "zod";
import { ApproveProposal, MakeRule, ProposeOverride, ResolveException, ResolveMany } from "#app/domains/exceptions/schema.ts";

/** What the console asks for: one of the writes of `/v1/exceptions`, with the body that the contract has. */
export const DecisionRequest = z.discriminatedUnion("op", [
  z.object({ op: z.literal("resolve"), id: z.string(), body: ResolveException, rule: z.enum(["first_wins", "last_wins", "patch"]).optional() }),
  z.object({ op: z.literal("resolve-many"), body: ResolveMany }),
  z.object({ op: z.literal("propose"), id: z.string(), body: ProposeOverride }),
  z.object({ op: z.literal("approve"), id: z.string(), proposalId: z.string(), body: ApproveProposal }),
  z.object({ op: z.literal("make-rule"), body: MakeRule }),
  z.object({ op: z.literal("revoke-rule"), ruleId: z.string(), actor: z.string() }),
]);
export type DecisionRequest = z.input<typeof DecisionRequest>;

/** What came of it: the answer, or why it was refused. */
export type DecisionOutcome = { ok: true; result: unknown } | { ok: false; code: string; message: string };
