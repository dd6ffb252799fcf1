import { refundCod } from "#app/domains/cod/index.server.ts";
import type { Ctx } from "#app/platform/ctx.ts";
import { toMoney } from "#app/platform/money.ts";
import { executeAction } from "./execute-action.server.ts";
import type { OpsActionAnswer, RecordCodRefund } from "./schema.ts";

/** Records that collected cash was given back. Throws what refundCod throws. */
export function recordCodRefund(ctx: Ctx, { order_id: reference, amount, reason, refund_key: refundKey }: RecordCodRefund): Promise<OpsActionAnswer> {
  return executeAction(ctx, {
    name: "record-cod-refund",
    reference,
    run: async (tx, order) => {
      const refund = await refundCod(tx, order, { amount, reason, refundKey });
      const details = { refund_id: refund.refundId, amount: toMoney(amount, order.currencyCode).amount, reason, ...(refundKey === undefined ? {} : { refund_key: refundKey }) };
      return refund.status === "applied" ? { status: "applied", details } : { status: "noop", details: { ...details, matched: refund.matched } };
    },
  });
}
