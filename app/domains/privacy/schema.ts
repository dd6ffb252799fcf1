import { z } from "zod";
import { Instant } from "#app/platform/instant.ts";

export const PrivacyRequestView = z.object({
  request_id: z.string(),
  topic: z.string(),
  status: z.enum(["pending", "done", "superseded"]),
  requested_at: Instant,
  completed_at: Instant.nullable(),
  /** How many rows of which table were changed, deleted or found. */
  result: z.record(z.string(), z.number()).nullable(),
});
export type PrivacyRequestView = z.infer<typeof PrivacyRequestView>;

export const PrivacyRequests = z.object({ requests: z.array(PrivacyRequestView) });

/** What the app holds about a customer, order by order. */
export const CustomerExport = z.object({ request_id: z.string(), requested_at: Instant, orders: z.array(z.looseObject({ order_id: z.string() })) });
export type CustomerExport = z.infer<typeof CustomerExport>;
