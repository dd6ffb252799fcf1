import { z } from "zod";

/** A name by which an event is known: not one that the database could not hold as it is. */
const name = (longest: number) => z.string().trim().min(1).max(longest).refine((text) => text.isWellFormed() && !text.includes("\0"), "has a character that cannot be stored");

/** The body of POST /v1/events. */
export const ExternalEvent = z.object({
  tenant: z.string().min(1).max(255),
  source: z
    .string()
    .regex(/^[A-Za-z0-9._-]{1,100}$/, "has 1 to 100 of A-Z a-z 0-9 . _ -")
    .refine((source) => !["shopify", "poller"].includes(source), "is reserved"),
  event_id: name(255),
  event_type: name(100),
  occurred_at: z.iso.datetime({ offset: true }).optional(),
  data: z.unknown().optional(),
});
export type ExternalEvent = z.infer<typeof ExternalEvent>;
