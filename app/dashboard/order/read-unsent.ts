import { FailuresPage, type OutboxFailure, type PendingEvent, PendingPage } from "#app/domains/outbox/schema.ts";
import type { SyncClient } from "#app/platform/sync.ts";

/** What was done to an order and has not reached its destination; nothing where sync does not tell of it, so that the order is shown all the same. */
export async function readUnsent(sync: SyncClient, order: string): Promise<{ pending: PendingEvent[]; failures: OutboxFailure[] }> {
  const query = new URLSearchParams({ order_id: order });
  const [pending, failures] = await Promise.all([sync.get("/api/admin/ops/outbox/pending", query), sync.get("/api/admin/ops/outbox/failures", query)]);
  return {
    pending: pending.status === 200 ? PendingPage.parse(pending.body).pending : [],
    failures: failures.status === 200 ? FailuresPage.parse(failures.body).failures : [],
  };
}
