import { z } from "zod";
import { Instant } from "#app/platform/instant.ts";
import { ReturnView } from "./return-view.ts";

/** One row of the feed: the return, its order, and what can be done with it. */
export const ReturnFeedRow = ReturnView.extend({
  order_id: z.string().optional(),
  order_number: z.string().optional(),
  order_name: z.string().nullable(),
  actions: z.array(z.string()),
  /** When it has been, or will have been, in its state for longer than the shop allows. */
  dueAt: Instant.nullable(),
  overdue: z.boolean(),
  sync: z.object({ state: z.enum(["in_step", "waiting", "failed", "local", "missing", "apart"]), eventId: z.string().optional(), call: z.string().optional(), error: z.string().optional() }),
});
export type ReturnFeedRow = z.infer<typeof ReturnFeedRow>;

/** The answer of GET /sync/orders/returns. */
export const ReturnFeed = z.object({
  success: z.literal(true),
  returns: z.array(ReturnFeedRow),
  /** How many are open in each state, and how many of those are overdue. */
  counts: z.record(z.string(), z.number()),
  pageInfo: z.object({ pageSize: z.number().int(), hasNextPage: z.boolean(), nextCursor: z.string().nullable() }),
  generatedAt: Instant,
});
export type ReturnFeed = z.infer<typeof ReturnFeed>;
