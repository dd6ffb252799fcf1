import { findOrders, type LockedOrder, lockOrder, resolveOrder } from "#app/domains/orders/index.server.ts";
import { recordAudit } from "#app/platform/audit.ts";
import { type Ctx, inOwnTransaction, inTransaction, type Tx } from "#app/platform/ctx.ts";
import { DomainError } from "#app/platform/errors.ts";
import { toGid } from "#app/platform/shopify/ids.ts";
import type { OpsActionAnswer, OpsActionName } from "./schema.ts";

export interface ActionResult {
  status: "applied" | "noop";
  details: Record<string, unknown>;
}

interface Action {
  name: OpsActionName;
  /** The order as the caller names it. */
  reference: string;
  run: (tx: Tx, order: LockedOrder) => Promise<ActionResult>;
}

/**
 * Runs an operator's action on an order whose row it locks, and audits the call in the same transaction: `ops.action.executed`,
 * whether it applied or met what was there already. A call that is refused is on record too, as `ops.action.refused`, although
 * nothing else of it stays. Throws what the action throws, and `not_found`. (Mission: ops actions runbook.)
 */
export async function executeAction(ctx: Ctx, action: Action): Promise<OpsActionAnswer> {
  try {
    return await inTransaction(ctx, (tx) => execute(tx, action));
  } catch (error) {
    if (error instanceof DomainError) await auditRefusal(ctx, action, error);
    throw error;
  }
}

async function execute(tx: Tx, { name: action, reference, run }: Action): Promise<OpsActionAnswer> {
  const orderId = await resolveOrder(tx, reference, "order_id");
  const { status, details } = await run(tx, await lockOrder(tx, orderId));
  const audit_event_id = await recordAudit(tx, { event: "ops.action.executed", action, orderId, data: { status, details } });
  return { status, action, order_id: toGid("Order", orderId), correlation_id: tx.correlationId, audit_event_id, details };
}

async function auditRefusal(ctx: Ctx, { name: action, reference }: Action, { code, message }: DomainError): Promise<void> {
  await inOwnTransaction(ctx, async (tx) => {
    const orderId = (await findOrders(tx, [reference])).get(reference);
    await recordAudit(tx, { event: "ops.action.refused", action, orderId, data: { status: "refused", details: { code, message, ...(orderId === undefined ? { order: reference } : {}) } } });
  });
}
