import { recordAudit } from "#app/platform/audit.ts";
import { type Ctx, inTransaction } from "#app/platform/ctx.ts";
import { DomainError } from "#app/platform/errors.ts";
import { signal } from "#app/platform/live.ts";
import { wake } from "#app/platform/wake.ts";
import { listDestinations } from "./list-destinations.server.ts";
import type { RetriedDestination, RetryDestination } from "./schema.ts";

/**
 * Has a destination tried again now rather than by its schedule, as when somebody has just put it right: one event first where
 * it was left alone, all that waits where it was not. What Shopify asked for when it throttled stands. Throws `not_found`;
 * `conflict` DESTINATION_PAUSED, since a pause ends with incident mode.
 */
export function retryDestination(ctx: Ctx, { destination }: RetryDestination): Promise<RetriedDestination> {
  return inTransaction(ctx, async (tx) => {
    const known = (await listDestinations(tx)).find((each) => each.destination === destination);
    if (!known) throw new DomainError("not_found", "DESTINATION_NOT_FOUND", { message: "There is no such destination." });
    if (known.state === "paused") throw new DomainError("conflict", "DESTINATION_PAUSED", { message: `${known.label} is paused. Leave incident mode, or change what it pauses.` });

    await tx.sql`update outbox_circuits set blocked_until = now() where shop = ${tx.shop} and destination = ${destination} and failures > 0 and blocked_until > now()`;
    const hastened = await tx.sql`
      update outbox_events set next_attempt_at = now() where shop = ${tx.shop} and destination = ${destination} and status = 'PENDING' and failures > 0 and next_attempt_at > now() returning 1`;
    await recordAudit(tx, { event: "outbox.destination_retried", action: "retry-destination", data: { destination, events: hastened.length } });
    await signal(tx, { event: "refresh", data: { reason: "action", orderIds: [] } });
    tx.afterCommit(() => wake("outbox.dispatch"));
    return { destination, waiting: known.pending };
  });
}
