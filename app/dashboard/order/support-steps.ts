import { z } from "zod";

/** What can be done with a support thread on an order's page; each is an address under /sync/orders/support. */
export const SupportStep = z.enum(["release", "notes"]);
export type SupportStep = z.infer<typeof SupportStep>;
