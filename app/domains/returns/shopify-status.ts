import { isFinal, type ReturnState } from "./schema.ts";

/** Shopify's states of a return, in the lower case of its webhooks. */
export type ShopifyStatus = "requested" | "open" | "closed" | "declined" | "canceled";

const statuses: readonly ShopifyStatus[] = ["requested", "open", "closed", "declined", "canceled"];

/** A word of Shopify's as a status; undefined for one that this version of the app does not know. */
export function shopifyStatusOf(word: string): ShopifyStatus | undefined {
  return statuses.find((status) => status === word.toLowerCase());
}

/** Which of Shopify's states each state here is the same as. Everything between approval and the end is `open` there. */
const sameAs: Record<ReturnState, readonly ShopifyStatus[]> = {
  requested: ["requested"],
  awaiting_label: ["open"],
  label_generated: ["open"],
  in_transit: ["open"],
  inspection: ["open"],
  awaiting_refund: ["open"],
  completed: ["closed"],
  // Shopify declines requests alone: what is denied later is cancelled there, or closed when the goods are back.
  denied: ["declined", "canceled", "closed"],
  cancelled: ["canceled"],
};

export function isInStep(state: ReturnState, status: ShopifyStatus): boolean {
  return sameAs[state].includes(status);
}

/** The steps by which Shopify's word ends a return. */
export const endings: readonly string[] = ["shopify.closed", "shopify.declined", "shopify.canceled"];

export interface FollowFacts {
  state: ReturnState;
  /** What Shopify said before. */
  before: ShopifyStatus | null;
  /** The state from which the return was ended. */
  endedFrom: ReturnState | null;
  /** Whether it was Shopify's word that ended it, and not what was done here. */
  endedThere: boolean;
  /** Whether a refund is on its way, or nobody knows what became of it. */
  refundUnderWay: boolean;
}

export interface Led {
  action: string;
  to: ReturnState;
}

/**
 * Where Shopify's state leads a return: what the merchant or another app decided there. Undefined when the return is there
 * already, or when what Shopify says is only that it has not heard yet of what was done here.
 */
export function ledBy(status: ShopifyStatus, { state, before, endedFrom, endedThere, refundUnderWay }: FollowFacts): Led | undefined {
  switch (status) {
    case "requested":
      return undefined;
    case "open":
      if (state === "requested") return { action: "shopify.approved", to: "awaiting_label" };
      return isFinal(state) && (before === "closed" || endedThere) ? { action: "shopify.reopened", to: reopenedTo(endedFrom) } : undefined;
    case "closed":
      // A refund that was approved is not lost because the return was closed under it: staff see that it failed.
      return isFinal(state) || refundUnderWay ? undefined : { action: "shopify.closed", to: "completed" };
    case "declined":
      return isFinal(state) ? undefined : { action: "shopify.declined", to: "denied" };
    case "canceled":
      return isFinal(state) ? undefined : { action: "shopify.canceled", to: "cancelled" };
  }
}

/** What is open in Shopify was approved there, also when its approval was not heard of here. */
function reopenedTo(endedFrom: ReturnState | null): ReturnState {
  return endedFrom === null || endedFrom === "requested" || isFinal(endedFrom) ? "awaiting_label" : endedFrom;
}
