import type { Ctx, Tx } from "#app/platform/ctx.ts";
import { DomainError } from "#app/platform/errors.ts";
import { part } from "#app/platform/sql.ts";
import type { FulfillmentStatus } from "./snapshot.ts";
import type { Priority, WorkflowState } from "./schema.ts";

/** What use cases decide on, of an order whose row they hold. */
export interface LockedOrder {
  id: bigint;
  name: string;
  currencyCode: string;
  total: string;
  cancelledAt: Date | null;
  financialStatus: string | null;
  fulfillmentStatus: FulfillmentStatus;
  shopifyFulfillmentStatus: FulfillmentStatus;
  cod: boolean;
  workflowState: WorkflowState;
  workflowVersion: number;
  priority: Priority;
  assignedTo: string | null;
  supportThreadId: string | null;
  tracking: { number: string; carrier: string | null; url: string | null } | null;
}

/** The columns of a LockedOrder, for statements that read no other table beside orders. */
export const lockedColumns = part`
  id, name, currency_code as "currencyCode", round(total, currency_decimals)::text as total, cancelled_at as "cancelledAt", financial_status as "financialStatus",
  fulfillment_status as "fulfillmentStatus", shopify_fulfillment_status as "shopifyFulfillmentStatus", cod, workflow_state as "workflowState", workflow_version as "workflowVersion",
  priority, assigned_to as "assignedTo", support_thread_id as "supportThreadId", tracking`;

/**
 * Locks orders until the end of the transaction, always in the order of their ids, so that two requests over the same orders
 * wait for each other and never for ever. Whatever locks a return, a shipment or a product too locks its order first.
 */
export function lockOrders(tx: Tx, ids: readonly bigint[]): Promise<LockedOrder[]> {
  return tx.sql<LockedOrder>`select ${lockedColumns} from orders where shop = ${tx.shop} and id = any(${ids.map(String)}::bigint[]) and deleted_at is null order by id for update`;
}

/** Locks one order, which was found a moment ago; throws `not_found` when it is gone. */
export async function lockOrder(tx: Tx, id: bigint): Promise<LockedOrder> {
  const [order] = await lockOrders(tx, [id]);
  if (!order) throw new DomainError("not_found", "ORDER_NOT_FOUND", { message: "There is no such order." });
  return order;
}

/** The orders as they are at the moment: for looking, since they may change before anything is done about them. */
export function readOrders(ctx: Ctx, ids: readonly bigint[]): Promise<LockedOrder[]> {
  return ctx.sql<LockedOrder>`select ${lockedColumns} from orders where shop = ${ctx.shop} and id = any(${ids.map(String)}::bigint[]) and deleted_at is null order by id`;
}

/**
 * Locks an order before a part of it is written, such as a shipment. Where the order is not known yet its id is locked instead:
 * an order and a part of it that arrive at the same moment then wait for each other, and whichever is later sees the other.
 */
export async function lockOrderOrId(tx: Tx, id: bigint): Promise<void> {
  if ((await lockOrders(tx, [id])).length > 0) return;
  await lockId(tx, id);
  await lockOrders(tx, [id]);
}

/** What a new order does before it looks for its parts. */
export async function lockId(tx: Tx, id: bigint): Promise<void> {
  await tx.sql`select pg_advisory_xact_lock(hashtextextended(${`${tx.shop}\n${id}`}, 47))`;
}
