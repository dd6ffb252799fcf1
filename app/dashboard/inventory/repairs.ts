import { z } from "zod";

/** What a page sends for a repair: the body of the endpoint, and a key for which it has its effect once. */
export const RepairRequest = z.object({ idempotencyKey: z.string().min(1).max(255), body: z.record(z.string(), z.unknown()) });

export const RepairName = z.enum(["reconcile", "sweep"]);

export const Swept = z.object({ expired: z.number().int() });
