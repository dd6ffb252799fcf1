import { recordTimeline } from "#app/domains/orders/index.server.ts";
import type { Tx } from "#app/platform/ctx.ts";

export interface ToldTransaction {
  orderId: bigint;
  id: bigint;
  kind: string;
  status: string;
  gateway?: string | null;
  amount: string | null;
  currency?: string | null;
  at: Date;
}

/** Puts a movement of money on the order's timeline. One that gave money back is there as the refund that it belongs to. */
export async function recordTransaction(tx: Tx, { orderId, id, kind, status, gateway = null, amount, currency = null, at }: ToldTransaction): Promise<void> {
  if (kind === "refund" && status === "success") return;
  await recordTimeline(tx, { orderId, ts: at, event: `payment.${kind}`, details: { kind, status, gateway, amount, currencyCode: currency }, key: `transaction:${id}` });
}
