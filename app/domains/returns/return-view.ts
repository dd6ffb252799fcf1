import { z } from "zod";
import { Money } from "#app/platform/money.ts";
import { Instant } from "#app/platform/instant.ts";
import { allowedActions } from "#app/platform/machine.ts";
import { ReturnState, returnMachine } from "./schema.ts";
import { isInStep, shopifyStatusOf } from "./shopify-status.ts";

const text = z.string().nullable();

/** A return as answers have it: inside its order, and in the feed. */
export const ReturnView = z.object({
  id: z.string(),
  shopifyReturnId: text,
  name: text,
  state: ReturnState,
  version: z.number().int(),
  stateSince: Instant,
  reason: text,
  note: text,
  labelUrl: text,
  trackingNumber: text,
  trackingUrl: text,
  carrier: text,
  mirror: z.enum(["wanted", "linked", "local", "missing"]),
  shopifyStatus: text,
  lines: z.array(
    z.object({
      lineItemId: z.string(),
      title: text,
      sku: text,
      quantity: z.number().int(),
      reason: text,
      customerNote: text,
      received: z.number().int().nullable(),
      condition: text,
      disposition: text,
      processed: z.number().int(),
      refunded: z.number().int(),
    }),
  ),
  fees: z.array(z.object({ kind: z.enum(["restocking", "return_shipping"]), amount: z.string(), currencyCode: z.string(), percent: z.string().optional() })),
  exchangeLines: z.array(z.object({ id: z.string(), quantity: z.number().int(), title: text, sku: text })),
  refunds: z.array(
    z.object({
      attempt: z.number().int(),
      source: z.enum(["shopify", "erp"]),
      status: z.enum(["requested", "sending", "made", "nothing_due", "refused", "failed", "revoked"]),
      amount: Money,
      supported: Money,
      reference: text,
      error: text,
      requestedAt: Instant,
      settledAt: Instant.nullable(),
    }),
  ),
  calls: z.array(z.object({ eventId: z.string(), type: z.string(), status: z.enum(["PENDING", "FAILED"]), attempts: z.number().int(), lastError: text, failedAt: Instant.nullable() })),
  history: z.array(z.object({ version: z.number().int(), action: z.string(), from: text, to: z.string(), actor: z.string(), note: text, details: z.record(z.string(), z.unknown()), at: Instant })),
  createdAt: Instant,
  updatedAt: Instant,
  closedAt: Instant.nullable(),
});
export type ReturnView = z.infer<typeof ReturnView>;

/** What may be done with a return now. */
export function actionsOf({ state, refunds }: Pick<ReturnView, "state"> & { refunds: { source: string; status: string }[] }): string[] {
  const last = refunds.filter(({ source }) => source === "shopify").at(-1)?.status ?? "";
  const underWay = ["sending", "made", "nothing_due", "failed"].includes(last);
  return allowedActions(returnMachine, state).filter((action) => action !== "deny" || !underWay);
}

export type SyncState = "in_step" | "waiting" | "failed" | "local" | "missing" | "apart";

export interface Sync {
  state: SyncState;
  /** The call that failed, for a retry by the outbox tools, and why. */
  eventId?: string;
  call?: string;
  error?: string;
}

/** How a return here and Shopify's own stand to each other: what the chip on it says. */
export function syncOf({ state, mirror, shopifyStatus, calls }: Pick<ReturnView, "state" | "mirror" | "shopifyStatus" | "calls">): Sync {
  const failed = calls.find(({ status }) => status === "FAILED") ?? calls.find(({ attempts, lastError }) => attempts > 0 && lastError);
  const about = failed ? { eventId: failed.eventId, call: failed.type, error: failed.lastError ?? undefined } : {};
  if (failed?.status === "FAILED") return { state: "failed", ...about };
  if (mirror === "local" || mirror === "missing") return { state: mirror, ...about };
  if (calls.length > 0 || mirror === "wanted") return { state: "waiting", ...about };
  const status = shopifyStatusOf(shopifyStatus ?? "");
  return { state: status && isInStep(state, status) ? "in_step" : "apart" };
}
