import { z } from "zod";
import { lockOrders } from "#app/domains/orders/index.server.ts";
import type { Tx } from "#app/platform/ctx.ts";
import { DomainError } from "#app/platform/errors.ts";
import { ShopifyId } from "#app/platform/shopify/ids.ts";
import { afterStep } from "../after-step.server.ts";
import { lockReturn, type ReturnRow } from "../find-return.server.ts";

/** What every call about a return says: which one. What is to be done follows from its row when the call is made. */
export const ReturnCallPayload = z.object({ orderId: ShopifyId, returnId: z.string() });
export type ReturnCallPayload = z.infer<typeof ReturnCallPayload>;

/** A clock of Shopify's may be so much behind ours: what it made since our first attempt may seem a little older. */
export const clockSkewMs = 5 * 60_000;

/** The return that a call was about, locked with its order, for recording what came of it. */
export async function lockCalled(tx: Tx, { orderId, returnId }: ReturnCallPayload): Promise<ReturnRow> {
  await lockOrders(tx, [orderId]);
  const row = await lockReturn(tx, returnId);
  if (!row) throw new DomainError("not_found", "RETURN_NOT_FOUND", { message: "The return is not known any more." });
  return row;
}

/** After a call that failed for good: another may be owed that does not depend on it. */
export async function goOn(tx: Tx, payload: ReturnCallPayload): Promise<void> {
  await afterStep(tx, await lockCalled(tx, payload));
}

/** Shopify's word on a return that it does not have. */
export function notInShopify(): DomainError {
  return new DomainError("not_found", "RETURN_NOT_IN_SHOPIFY", { message: "Shopify does not have this return." });
}
