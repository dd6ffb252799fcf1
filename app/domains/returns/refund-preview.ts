import { z } from "zod";
import { Money } from "#app/platform/money.ts";

/** What POST /sync/orders/returns/preview says of a refund. */
export const RefundPreview = z.object({
  returnId: z.string(),
  /** The most that may be given back now. */
  supported: Money,
  /** What is left of what was captured for the whole order. */
  left: Money,
  value: Money,
  fees: Money,
  limitedBy: z.enum(["inspection", "captured"]),
  lines: z.array(z.object({ lineItemId: z.string(), title: z.string().nullable(), expected: z.number().int(), received: z.number().int(), value: Money })),
});
export type RefundPreview = z.infer<typeof RefundPreview>;
