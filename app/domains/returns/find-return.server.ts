import type { Ctx, Tx } from "#app/platform/ctx.ts";
import { DomainError } from "#app/platform/errors.ts";
import { allowedActions } from "#app/platform/machine.ts";
import { fromGid } from "#app/platform/shopify/ids.ts";
import { part } from "#app/platform/sql.ts";
import { isFinal, type ReturnAction, returnMachine, type ReturnState, targetOf } from "./schema.ts";
import type { ShopifyStatus } from "./shopify-status.ts";

/** What use cases decide on, of a return whose row they hold. */
export interface ReturnRow {
  id: string;
  orderId: bigint;
  state: ReturnState;
  version: number;
  shopifyReturnId: bigint | null;
  mirror: "wanted" | "linked" | "local" | "missing";
  shopifyStatus: ShopifyStatus | null;
  toldAt: Date | null;
  toldTie: string;
  readAt: Date | null;
  /** Since when it has been in its state. */
  stateSince: Date;
}

export const returnColumns = part`
  id, order_id as "orderId", state, version, shopify_return_id as "shopifyReturnId", mirror, shopify_status as "shopifyStatus",
  told_at as "toldAt", told_tie as "toldTie", read_at as "readAt", state_since as "stateSince"`;

/** Locks a return whose order is locked already; undefined when there is none. */
export async function lockReturn(tx: Tx, id: string): Promise<ReturnRow | undefined> {
  const [row] = await tx.sql<ReturnRow>`select ${returnColumns} from returns where shop = ${tx.shop} and id = ${id} for update`;
  return row;
}

/** The return that Shopify knows by an id, locked. */
export async function lockShopifyReturn(tx: Tx, shopifyReturnId: bigint): Promise<ReturnRow | undefined> {
  const [row] = await tx.sql<ReturnRow>`select ${returnColumns} from returns where shop = ${tx.shop} and shopify_return_id = ${shopifyReturnId} for update`;
  return row;
}

/** All returns of an order, open ones first, newest first, locked. */
export function lockReturnsOf(tx: Tx, orderId: bigint): Promise<ReturnRow[]> {
  return tx.sql<ReturnRow>`
    select ${returnColumns} from returns where shop = ${tx.shop} and order_id = ${orderId}
    order by (closed_at is null) desc, created_at desc, id for update`;
}

/**
 * The return that an action is about: the one named, else the order's open one, else its latest. Of several open ones the only
 * one that the action fits; throws `conflict` when there is more than one such, and `not_found` for a return that is not the order's.
 */
export async function findReturn(tx: Tx, orderId: bigint, action: ReturnAction, returnId: string | undefined): Promise<ReturnRow | undefined> {
  const rows = await lockReturnsOf(tx, orderId);
  if (returnId !== undefined) {
    const named = rows.find(({ id, shopifyReturnId }) => id === returnId.toLowerCase() || (shopifyReturnId !== null && shopifyReturnId === shopifyIdOf(returnId)));
    if (!named) throw new DomainError("not_found", "RETURN_NOT_FOUND", { message: "There is no such return.", errors: [{ path: "returnId", message: "There is no such return." }] });
    return named;
  }
  const open = rows.filter(({ state }) => !isFinal(state));
  if (open.length <= 1 || action === "open") return rows[0];
  const fitting = open.filter(({ state }) => returnMachine[state][action] !== undefined || targetOf[action] === state);
  if (fitting.length === 1) return fitting[0];
  const returns = open.map(({ id, state }) => ({ id, state, allowed: allowedActions(returnMachine, state) }));
  throw new DomainError("conflict", "RETURN_AMBIGUOUS", { message: `This order has ${open.length} open returns: say which one, as returnId.`, errors: [{ path: "returnId", message: "name one of the open returns" }], returns });
}

/** A return's id in Shopify, from its GID or number. */
export function shopifyIdOf(returnId: string): bigint | undefined {
  return fromGid("Return", returnId) ?? (/^\d{1,18}$/.test(returnId) ? BigInt(returnId) : undefined);
}

/** The order and id in Shopify of a return, by its id there or by that of the goods that are on their way back. */
export async function findKnownReturn(ctx: Ctx, { shopifyReturnId, reverseOrderId }: { shopifyReturnId?: bigint; reverseOrderId?: bigint }): Promise<{ orderId: bigint; shopifyReturnId: bigint } | undefined> {
  const [row] = await ctx.sql<{ orderId: bigint; shopifyReturnId: bigint }>`
    select order_id as "orderId", shopify_return_id as "shopifyReturnId" from returns
    where shop = ${ctx.shop} and shopify_return_id is not null and (shopify_return_id = ${shopifyReturnId ?? null} or reverse_order_ids @> array[${reverseOrderId ?? null}::bigint])`;
  return row;
}
