import { contextFor, type Ctx, inTransaction, type SystemCtx, systemActor } from "./ctx.ts";
import { DomainError, messageOf } from "./errors.ts";
import { logger } from "./logger.server.ts";
import { findDestination, type Outgoing, type Sent } from "./outbox.ts";
import { AdminApiError } from "./shopify/admin-api.ts";
import { json } from "./sql.ts";
import { wake } from "./wake.ts";

interface Claimed {
  shop: string;
  id: string;
  type: string;
  order_id: bigint | null;
  payload: unknown;
  attempts: number;
  first_attempt_at: Date;
  correlation_id: string;
}

const batch = 50;
const lanes = 10;
/** How long a worker may take over a call before another may take it over: longer than any call's own timeouts. */
const leaseSeconds = 60;
/** Seconds to wait after each failed attempt; after the last the event has failed and waits for a person. */
const retrySeconds = [2, 10, 60, 300, 1_800, 7_200];

/**
 * Sends what is waiting to leave, oldest first and within a stream one after the other. Each event is leased to one worker; a
 * worker that dies loses its leases, and whoever takes them over asks first whether the call had its effect.
 */
export async function dispatchOutbox(ctx: SystemCtx): Promise<void> {
  const claimed = await claim(ctx);
  const queue = claimed.values();
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      for (const event of queue) await dispatch(ctx, event);
    }),
  );
  // Others of the same streams may go now.
  if (claimed.length > 0) wake("outbox.dispatch");
}

function claim(ctx: SystemCtx): Promise<Claimed[]> {
  return ctx.sql<Claimed>`
    update outbox_events o set
      leased_until = now() + make_interval(secs => ${leaseSeconds}), attempts = o.attempts + 1, first_attempt_at = coalesce(o.first_attempt_at, now())
    from (
      select p.shop, p.id from outbox_events p
      where p.status = 'PENDING' and p.next_attempt_at <= now() and (p.leased_until is null or p.leased_until < now())
        and not exists (select from outbox_events e where e.shop = p.shop and e.stream = p.stream and e.seq < p.seq and e.status = 'PENDING')
      order by p.next_attempt_at, p.seq limit ${batch} for update skip locked) due
    where o.shop = due.shop and o.id = due.id
    returning o.shop, o.id, o.type, o.order_id, o.payload, o.attempts, o.first_attempt_at, o.correlation_id`;
}

async function dispatch(system: SystemCtx, claimed: Claimed): Promise<void> {
  const ctx = contextFor(system.database, claimed.shop, systemActor("Outbox"), claimed.correlation_id, new Date());
  const event: Outgoing<unknown> = { id: claimed.id, payload: claimed.payload, orderId: claimed.order_id, attempt: claimed.attempts, firstAttemptAt: claimed.first_attempt_at };
  let sent: Sent;
  try {
    const destination = findDestination(claimed.type);
    if (!destination) throw new DomainError("conflict", "UNKNOWN_DESTINATION", { message: `Nothing sends events of type '${claimed.type}'.` });
    sent = await destination.send(ctx, event);
  } catch (error) {
    return recordFailure(ctx, claimed, event, error);
  }
  await inTransaction(ctx, async (tx) => {
    const rows = await tx.sql<{ id: string }>`
      update outbox_events set status = 'DELIVERED', delivered_at = now(), leased_until = null, last_error = null, result = ${json(sent.result ?? null)}
      where shop = ${tx.shop} and id = ${claimed.id} and status = 'PENDING' returning id`;
    if (rows.length > 0) await sent.settle(tx);
  });
}

async function recordFailure(ctx: Ctx, claimed: Claimed, event: Outgoing<unknown>, error: unknown): Promise<void> {
  const message = messageOf(error).slice(0, 2_000);
  const wait = retryAfter(error, claimed.attempts);
  logger.warn({ shop: ctx.shop, eventId: claimed.id, type: claimed.type, attempt: claimed.attempts, error: message, final: wait === undefined }, "outbox event not delivered");
  if (wait !== undefined) {
    await ctx.sql`
      update outbox_events set leased_until = null, last_error = ${message}, next_attempt_at = now() + make_interval(secs => ${wait})
      where shop = ${ctx.shop} and id = ${claimed.id} and status = 'PENDING'`;
    return;
  }
  await inTransaction(ctx, async (tx) => {
    const rows = await tx.sql<{ id: string }>`
      update outbox_events set status = 'FAILED', failed_at = now(), leased_until = null, last_error = ${message}
      where shop = ${tx.shop} and id = ${claimed.id} and status = 'PENDING' returning id`;
    if (rows.length > 0) await findDestination(claimed.type)?.fail(tx, event, message);
  });
}

/** Seconds until the next attempt, with some jitter; undefined when the failure is final. */
function retryAfter(error: unknown, attempts: number): number | undefined {
  if (error instanceof DomainError) return undefined;
  if (error instanceof AdminApiError && error.kind === "permanent") return undefined;
  const planned = retrySeconds[attempts - 1];
  if (planned === undefined) return undefined;
  const asked = error instanceof AdminApiError ? error.retryAfterMs / 1000 : 0;
  return Math.max(asked, planned * (0.8 + 0.4 * Math.random()));
}
