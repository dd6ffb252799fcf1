import { z } from "zod";
import { Instant } from "#app/platform/instant.ts";

/** Something that staff should look at (contract, section 3). */
export const AlertItem = z.object({
  id: z.string(),
  kind: z.enum(["tracking_pending", "delayed", "inventory", "exception", "support", "return_overdue"]),
  severity: z.enum(["info", "warning", "critical"]),
  orderId: z.string().optional(),
  title: z.string(),
  openedAt: Instant,
  closedAt: Instant.nullable(),
});
export type AlertItem = z.infer<typeof AlertItem>;

/** Something that the app should know and does not. */
export const DataGap = z.object({ id: z.string(), kind: z.string(), details: z.unknown(), since: Instant });
export type DataGap = z.infer<typeof DataGap>;
