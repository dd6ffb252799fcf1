import { z } from "zod";
import { Instant } from "#app/platform/instant.ts";

const time = Instant.nullable();

export const TopicGap = z.object({ topic: z.string(), missed: z.number().int(), lastAt: Instant });
export type TopicGap = z.infer<typeof TopicGap>;

/** The answer of GET /sync/status: how the app keeps in step with Shopify. */
export const SyncStatus = z.object({
  success: z.literal(true),
  poller: z.object({
    lastTickAt: time,
    nextRunAt: time,
    /** Orders that the last complete look had to read, since the mirror was behind. */
    lastRead: z.number().int(),
    running: z.boolean(),
    failures: z.number().int(),
    failingSince: time,
    lastError: z.string().nullable(),
  }),
  backfill: z.object({
    state: z.enum(["queued", "running", "reading", "done", "failed"]),
    ordersTold: z.number().int(),
    ordersRead: z.number().int(),
    /** 0 to 100; null while Shopify has not said how much there is. */
    percent: z.number().int().nullable(),
    startedAt: time,
    finishedAt: time,
    lastError: z.string().nullable(),
  }),
  /** What no webhook told, of the last 24 hours, by topic. */
  webhookGap: z.array(TopicGap),
  generatedAt: Instant,
});
export type SyncStatus = z.infer<typeof SyncStatus>;
