import type { Ctx } from "#app/platform/ctx.ts";
import { DomainError } from "#app/platform/errors.ts";
import { inShop, lockOpenException, shopOfException } from "../find-exception.server.ts";
import { resolveException } from "./resolve-exception.server.ts";
import type { ManyResolved, ResolveMany } from "../schema.ts";

/** Takes one decision for many exceptions. Each stands alone: what cannot be resolved is named, with the reason, and stays open. */
export async function resolveMany(ctx: Ctx, { exception_ids, canonical, ...decision }: ResolveMany): Promise<ManyResolved> {
  const failed: ManyResolved["failed"] = [];
  const ids = [...new Set(exception_ids)];
  for (const id of ids) {
    const refusal = await resolveOne(ctx, id, canonical, decision);
    if (refusal) failed.push({ exception_id: id, code: refusal.code, message: refusal.message });
  }
  return { resolved: ids.length - failed.length, failed };
}

async function resolveOne(ctx: Ctx, id: string, canonical: ResolveMany["canonical"], decision: Omit<ResolveMany, "exception_ids" | "canonical">): Promise<DomainError | undefined> {
  try {
    const rawId = canonical ? await arrivalOf(ctx, id, canonical) : undefined;
    const result = await resolveException(ctx, id, { ...decision, override_patch: decision.override_patch, canonical_raw_id: rawId });
    return "failure" in result ? result.failure : undefined;
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
}

async function arrivalOf(ctx: Ctx, id: string, canonical: "first" | "last"): Promise<string> {
  return inShop(ctx, await shopOfException(ctx, id), async (tx) => {
    const exception = await lockOpenException(tx, id);
    return canonical === "first" ? exception.first_raw_id : exception.last_raw_id;
  });
}
