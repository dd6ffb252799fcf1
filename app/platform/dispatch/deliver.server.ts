import { crashPoint } from "../crash-point.ts";
import { contextFor, type Ctx, inTransaction, type SystemCtx, systemActor } from "../ctx.ts";
import { DomainError, loggableMessage } from "../errors.ts";
import { logger } from "../logger.server.ts";
import { outboxAttempts, outboxSeconds } from "../metrics.server.ts";
import { type Destination, findDestination, type Outgoing, type Sent } from "../outbox.ts";
import { json } from "../sql.ts";
import { allowProbe, closeCircuit, countFailure, holdBack } from "./circuits.server.ts";
import type { Claimed } from "./claim.server.ts";
import { judge } from "./failures.ts";
import type { MarkDelivered } from "./marks.server.ts";

/** The event may be another worker's by now: nothing is sent, and nothing recorded. */
class LeaseLost extends Error {}

export interface Delivery {
  system: SystemCtx;
  event: Claimed;
  mark: MarkDelivered;
  /** Whether the lease will outlast a call that begins now. */
  isMine: () => boolean;
}

/** Sends one event and records what came of it. Says whether its destination is to be left alone now. */
export async function deliverEvent({ system, event: claimed, mark, isMine }: Delivery): Promise<boolean> {
  const ctx = contextFor(system.database, claimed.shop, systemActor("Outbox"), claimed.correlation_id, new Date());
  const event: Outgoing<unknown> = { id: claimed.id, payload: claimed.payload, orderId: claimed.order_id, attempt: claimed.attempts, firstAttemptAt: claimed.first_attempt_at };
  const destination = findDestination(claimed.type);
  const stillMine = () => {
    if (!isMine()) throw new LeaseLost();
  };
  const end = outboxSeconds.startTimer({ type: claimed.type });
  try {
    stillMine();
    if (!destination) throw new DomainError("conflict", "UNKNOWN_DESTINATION", { message: `Nothing sends events of type '${claimed.type}'.` });
    const sent = await destination.send(ctx, event, stillMine);
    end();
    crashPoint("outbox.sent");
    if (sent.settle) await settle(ctx, claimed, sent.result, sent.settle);
    else await mark(claimed, sent.result);
    crashPoint("outbox.marked");
  } catch (error) {
    if (error instanceof LeaseLost) return false;
    return recordFailure(system, { ctx, claimed, event, destination }, error);
  }
  outboxAttempts.inc({ type: claimed.type, outcome: "delivered" });
  if (claimed.doubted) await closeCircuit(system, claimed);
  return false;
}

function settle(ctx: Ctx, { id }: Claimed, result: unknown, run: NonNullable<Sent["settle"]>): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    const rows = await tx.sql<{ id: string }>`
      update outbox_events set status = 'DELIVERED', delivered_at = now(), leased_until = null, leased_by = null, last_error = null, result = ${json(result ?? null)}
      where shop = ${tx.shop} and id = ${id} and status = 'PENDING' returning id`;
    if (rows.length > 0) await run(tx);
  });
}

interface Attempt {
  ctx: Ctx;
  claimed: Claimed;
  event: Outgoing<unknown>;
  destination: Destination | undefined;
}

async function recordFailure(system: SystemCtx, attempt: Attempt, error: unknown): Promise<boolean> {
  const { ctx, claimed } = attempt;
  const verdict = judge(error, claimed.failures, attempt.destination);
  outboxAttempts.inc({ type: claimed.type, outcome: verdict.kind });
  logger.warn({ shop: ctx.shop, correlationId: ctx.correlationId, eventId: claimed.id, type: claimed.type, attempt: claimed.attempts, error: verdict.message, verdict: verdict.kind }, "outbox event not delivered");
  if (verdict.kind === "throttled") {
    await Promise.all([giveBack(system, claimed, verdict.seconds), holdBack(system, claimed, verdict.seconds)]);
    return true;
  }
  if (verdict.kind === "retry") {
    await ctx.sql`
      update outbox_events set leased_until = null, leased_by = null, failures = failures + 1, last_error = ${verdict.message}, next_attempt_at = now() + make_interval(secs => ${verdict.seconds})
      where shop = ${ctx.shop} and id = ${claimed.id} and status = 'PENDING'`;
    return countFailure(system, claimed, verdict.message);
  }
  await markFailed(attempt, verdict.message);
  if (verdict.worn) return countFailure(system, claimed, verdict.message);
  // A refusal is about this event, not its destination: the next one may show that all is well again.
  if (claimed.doubted) await allowProbe(system, claimed);
  return false;
}

/** What an event's failure means for the order is told along with it; when that cannot be, the event has failed all the same. */
async function markFailed({ ctx, claimed, event, destination }: Attempt, message: string): Promise<void> {
  const mark = (tell: boolean) =>
    inTransaction(ctx, async (tx) => {
      const rows = await tx.sql<{ id: string }>`
        update outbox_events set status = 'FAILED', failed_at = now(), leased_until = null, leased_by = null, failures = failures + 1, last_error = ${message}
        where shop = ${tx.shop} and id = ${claimed.id} and status = 'PENDING' returning id`;
      if (rows.length > 0 && tell) await destination?.fail(tx, event, message);
    });
  try {
    await mark(true);
  } catch (error) {
    logger.warn({ shop: ctx.shop, correlationId: ctx.correlationId, eventId: claimed.id, type: claimed.type, error: loggableMessage(error) }, "the failure of an outbox event could not be told");
    await mark(false);
  }
}

/** Takes back a claim as if it had not been made: nothing was sent. */
export async function giveBack(system: SystemCtx, { shop, id }: Claimed, seconds = 0): Promise<void> {
  await system.sql`
    update outbox_events set leased_until = null, leased_by = null, attempts = attempts - 1, next_attempt_at = greatest(next_attempt_at, now() + make_interval(secs => ${seconds}))
    where shop = ${shop} and id = ${id} and status = 'PENDING'`;
}
