import { z } from "zod";

/** What can be done with a support thread on an order's page; each is an address under /sync/orders/support. */
export const SupportStep = z.enum(["release", "notes"]);
export type SupportStep = z.infer<typeof SupportStep>;

export const SupportStepRequest = z.object({ idempotencyKey: z.string().min(1).max(255), body: z.record(z.string(), z.unknown()) });
