import type { ShopSettings } from "#app/domains/shops/index.server.ts";
import { canonicalJson, sha256 } from "#app/platform/json.ts";
import { compareAmounts, type Money } from "#app/platform/money.ts";

/** Whether the shop lets an override patch events of a type. */
export function mayPatch({ patchableEventTypes }: ShopSettings, eventType: string): boolean {
  return patchableEventTypes === null || patchableEventTypes.includes(eventType);
}

/** Whether the shop wants a second person to approve an override about so much money. */
export function needsApproval({ approvalAbove }: ShopSettings, money: Money | undefined): money is Money {
  return money !== undefined && approvalAbove !== null && compareAmounts(money.amount, approvalAbove) > 0;
}

/** One value for what is decided: an approval holds for this and for nothing else. */
export function decisionHash(canonicalRawId: string, patch: unknown): Buffer {
  return sha256(canonicalJson({ canonical: canonicalRawId, patch: patch ?? null }));
}
