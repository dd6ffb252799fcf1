import { captureCod } from "#app/domains/cod/index.server.ts";
import type { Ctx } from "#app/platform/ctx.ts";
import { executeAction } from "./execute-action.server.ts";
import type { MarkCodCaptured, OpsActionAnswer } from "./schema.ts";

/** Records that an order's cash was collected. Throws what captureCod throws. */
export function markCodCaptured(ctx: Ctx, { order_id: reference, amount }: MarkCodCaptured): Promise<OpsActionAnswer> {
  return executeAction(ctx, {
    name: "mark-cod-captured",
    reference,
    run: async (tx, order) => {
      const capture = await captureCod(tx, order, { amount });
      if (capture.status === "applied") return { status: "applied", details: { payment_id: capture.paymentId, amount: capture.amount } };
      return { status: "noop", details: { payment_id: capture.matched.id, matched: capture.matched } };
    },
  });
}
