import { type Ctx, inTransaction, shopContext, systemActor, type SystemCtx } from "#app/platform/ctx.ts";
import { eachAlone } from "#app/platform/each-alone.ts";
import { DomainError } from "#app/platform/errors.ts";
import { logger } from "#app/platform/logger.server.ts";
import { resolveException } from "../decide/resolve-exception.server.ts";

interface Candidate {
  shop: string;
  id: string;
  first_raw_id: string;
  last_raw_id: string;
  raw_id: string;
  rule_id: string;
  decision: "first_wins" | "last_wins" | "patch";
  override_patch: unknown;
  notes: string;
  created_label: string;
}

const batch = 200;

/**
 * Settles what needs no person: exceptions that a rule decides, and events that waited for their order and whose order has
 * come. A rule is tried once for each exception; what it cannot settle waits for a person.
 */
export async function settleExceptions(ctx: SystemCtx): Promise<void> {
  const decided = await ctx.sql<Candidate>`
    select x.shop, x.id, x.first_raw_id, x.last_raw_id, x.raw_id, r.id as rule_id, r.decision, r.override_patch, r.notes, r.created_label
    from exceptions x
    join events_processed e on e.shop = x.shop and e.idempotency_key = x.idempotency_key
    join decision_rules r on r.shop = x.shop and r.source = e.source and r.event_type = x.event_type and r.reason_code = x.reason_code and r.revoked_at is null
    where x.status = 'open' and x.opened_at >= r.created_at and x.rule_id is distinct from r.id
    order by x.opened_at limit ${batch}`;
  await eachAlone(decided, async (candidate) => applyRule(shopContext(ctx, candidate.shop, systemActor("Rule")), candidate));

  const arrived = await ctx.sql<{ shop: string; id: string }>`
    select x.shop, x.id from exceptions x
    where x.status = 'open' and x.reason_details->>'code' = 'ORDER_NOT_FOUND' and x.replay_attempts = 0 and not x.reason_details ? 'refused' and exists (
      select from orders o where o.shop = x.shop and o.deleted_at is null and (o.name = x.reason_details->>'order'
        or (x.reason_details->>'order' ~ '^[0-9]{1,18}$' and (o.id = (x.reason_details->>'order')::bigint or o.number = (x.reason_details->>'order')::bigint))
        or x.reason_details->>'order' = 'gid://shopify/Order/' || o.id))
    order by x.opened_at limit ${batch}`;
  await eachAlone(arrived, async ({ shop, id }) => {
    const shopCtx = shopContext(ctx, shop, systemActor("Clock"));
    await settle(shopCtx, id, () =>
      resolveException(shopCtx, id, { action: "override_and_replay", actor: "Orders Dashboard", resolution_notes: "The order that this event is about has arrived.", override_patch: undefined }),
    );
  });
  if (decided.length === batch) await settleExceptions(ctx);
}

async function applyRule(ctx: Ctx, { id, rule_id, decision, override_patch, notes, created_label, first_raw_id, last_raw_id, raw_id }: Candidate): Promise<void> {
  // On record before it is tried: a rule that fails is not tried again.
  const marked = await ctx.sql<{ id: string }>`update exceptions set rule_id = ${rule_id} where shop = ${ctx.shop} and id = ${id} and status = 'open' returning id`;
  if (marked.length === 0) return;
  const canonical = { first_wins: first_raw_id, last_wins: last_raw_id, patch: raw_id }[decision];
  const input = { action: "override_and_replay", actor: `Rule of ${created_label}`, resolution_notes: notes, canonical_raw_id: canonical, override_patch: decision === "patch" ? override_patch : undefined };
  await settle(ctx, id, () => resolveException(ctx, id, input, { ruleId: rule_id }));
}

/** A refusal is not the end of the others: the exception stays open, and a person sees why. */
async function settle(ctx: Ctx, id: string, resolve: () => ReturnType<typeof resolveException>): Promise<void> {
  try {
    await resolve();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (error.code === "ALREADY_RESOLVED") return;
    logger.info({ shop: ctx.shop, correlationId: ctx.correlationId, exceptionId: id, code: error.code }, "an exception could not be settled by itself");
    await inTransaction(ctx, (tx) => tx.sql`update exceptions set reason_details = reason_details || jsonb_build_object('refused', ${error.code}::text) where shop = ${tx.shop} and id = ${id} and status = 'open'`);
  }
}
