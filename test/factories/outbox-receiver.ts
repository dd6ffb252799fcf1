import { z } from "zod";
import { dispatchOutbox } from "#app/platform/dispatch-outbox.server.ts";
import { type Ctx, inTransaction, systemContext } from "#app/platform/ctx.ts";
import { defineDestination, type OutboxMessage, publish, registerDestinations } from "#app/platform/outbox.ts";

/** A destination of a test's own: what the other system has seen, and what it answers. */
export function receiver(name: string, answer: (call: number, n: number) => Promise<void> | void = () => {}) {
  const seen: number[] = [];
  registerDestinations([
    defineDestination({
      type: `${name}.call`,
      payload: z.object({ n: z.number() }),
      retrySeconds: [10, 100],
      deliver: async (_ctx, { payload }) => {
        seen.push(payload.n);
        await answer(seen.length, payload.n);
      },
    }),
  ]);
  return { type: `${name}.call`, seen };
}

export const post = (ctx: Ctx, ...messages: OutboxMessage[]) => inTransaction(ctx, async (tx) => Promise.all(messages.map((message) => publish(tx, message))));
export const dispatch = (ctx: Ctx) => dispatchOutbox(systemContext(ctx.database, "test", new Date()));
export const skipWaiting = (ctx: Ctx) => ctx.sql`update outbox_events set next_attempt_at = now() where shop = ${ctx.shop} and status = 'PENDING'`;

export interface OutboxRow {
  status: string;
  attempts: number;
  failures: number;
  last_error: string | null;
  /** Seconds until the next attempt. */
  wait: number;
}

export const outboxRows = (ctx: Ctx) => ctx.sql<OutboxRow>`
  select status, attempts, failures, last_error, extract(epoch from next_attempt_at - now())::float as wait from outbox_events where shop = ${ctx.shop} order by seq`;
