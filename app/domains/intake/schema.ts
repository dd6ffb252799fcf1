import { z } from "zod";

/** The body of POST /v1/events. */
export const ExternalEvent = z.object({
  tenant: z.string().min(1).max(255),
  source: z
    .string()
    .regex(/^[A-Za-z0-9._-]{1,100}$/, "has 1 to 100 of A-Z a-z 0-9 . _ -")
    .refine((source) => !["shopify", "poller"].includes(source), "is reserved"),
  event_id: z.string().trim().min(1).max(255),
  event_type: z.string().trim().min(1).max(100),
  occurred_at: z.iso.datetime({ offset: true }).optional(),
  data: z.unknown().optional(),
  correlation_id: z.string().optional(),
});
export type ExternalEvent = z.infer<typeof ExternalEvent>;
