import { compareAmounts } from "#app/platform/money.ts";
import type { Ctx } from "#app/platform/ctx.ts";
import { DomainError } from "#app/platform/errors.ts";
import type { Outgoing } from "#app/platform/outbox.ts";
import { adminApi, type AdminApi } from "#app/platform/shopify/admin-api.ts";
import { CaptureAuthorization, MarkOrderAsPaid, RecordManualPayment } from "#app/platform/shopify/operations.ts";
import { refuseUserErrors } from "#app/platform/shopify/user-errors.ts";
import { openAuthorizations, type PaidOrder, readPayment } from "./order-payment.server.ts";

export interface CaptureRequest {
  orderId: bigint;
  /** In shop currency; all that is owed, if not given. Shopify takes a part on some plans alone. */
  amount?: string;
}

export interface Captured {
  captured: "now" | "before";
}

/**
 * Takes what an order owes: captures what is authorized, and marks as paid what is paid by hand. Shopify has no idempotency
 * key for these: what is still owed is read first, so that a repeated call finds nothing left to take.
 */
export async function capturePayment(ctx: Ctx, { orderId, amount }: CaptureRequest): Promise<Captured> {
  const order = await readPayment(ctx, orderId);
  if (!owes(order)) return { captured: "before" };
  if (!order.canMarkAsPaid) throw new DomainError("conflict", "PAYMENT_NOT_COLLECTABLE", { message: "Shopify does not let the payment of this order be collected: it may be cancelled or its authorization given up." });
  const api = await adminApi(ctx);
  if (amount !== undefined && compareAmounts(amount, order.totalOutstandingSet.shopMoney.amount) < 0) await recordPart(api, order, amount);
  else await collectAll(api, order);
  return { captured: "now" };
}

/** Whether a partial payment that an earlier attempt recorded is there; all that is owed needs no such search. */
export async function findCapturedPart(ctx: Ctx, { payload: { orderId, amount }, firstAttemptAt }: Outgoing<CaptureRequest>): Promise<Captured | undefined> {
  if (amount === undefined) return undefined;
  const { transactions } = await readPayment(ctx, orderId);
  const since = Math.floor(firstAttemptAt.getTime() / 1000) * 1000;
  const ours = transactions.some(({ kind, status, createdAt, amountSet }) => kind === "SALE" && status === "SUCCESS" && new Date(createdAt).getTime() >= since && compareAmounts(amountSet.shopMoney.amount, amount) === 0);
  return ours ? { captured: "before" } : undefined;
}

function owes({ totalOutstandingSet, totalCapturableSet }: PaidOrder): boolean {
  return [totalOutstandingSet, totalCapturableSet].some(({ shopMoney }) => compareAmounts(shopMoney.amount, "0") > 0);
}

async function collectAll(api: AdminApi, order: PaidOrder): Promise<void> {
  for (const { transaction, left } of openAuthorizations(order)) {
    const currency = order.presentmentCurrencyCode === order.currencyCode ? undefined : order.presentmentCurrencyCode;
    const { data } = await api.run(CaptureAuthorization, { input: { id: order.id, parentTransactionId: transaction.id, amount: left, currency } });
    refuseUserErrors("orderCapture", data.orderCapture?.userErrors ?? []);
  }
  if (compareAmounts(order.totalOutstandingSet.shopMoney.amount, "0") <= 0) return;
  const { data } = await api.run(MarkOrderAsPaid, { orderId: order.id });
  refuseUserErrors("orderMarkAsPaid", data.orderMarkAsPaid?.userErrors ?? []);
}

async function recordPart(api: AdminApi, order: PaidOrder, amount: string): Promise<void> {
  const { data } = await api.run(RecordManualPayment, { orderId: order.id, amount: { amount, currencyCode: order.currencyCode } });
  refuseUserErrors("orderCreateManualPayment", data.orderCreateManualPayment?.userErrors ?? []);
}
