import { listDrift } from "#app/domains/inventory/index.server.ts";
import { readGauges } from "#app/domains/metrics/index.server.ts";
import { listFailures } from "#app/domains/outbox/index.server.ts";
import { type Ctx, systemContext } from "#app/platform/ctx.ts";
import { allProcesses } from "#app/platform/metrics.server.ts";
import { redact, redactText } from "./redact.ts";
import { runChecks } from "./run-checks.server.ts";
import type { Snapshot } from "./schema.ts";

const failuresKept = 50;
const driftKept = 500;

/** Metrics, failures, drift and checks of the shop, all as they were at one moment, without customers' data. */
export async function takeSnapshot(ctx: Ctx): Promise<Snapshot> {
  const system = systemContext(ctx.database, ctx.correlationId, ctx.now);
  const { streams } = await allProcesses(system);
  return ctx.database.systemTransaction(system, async (tx) => {
    await tx.sql`set transaction isolation level repeatable read, read only`;
    const frozen: Ctx = { ...ctx, sql: tx.sql };
    const drift = await listDrift(frozen, { limit: driftKept });
    const { failures } = await listFailures(frozen, { limit: failuresKept });
    return {
      metrics: await readGauges(frozen, streams),
      outboxFailures: failures.map((failure) => ({ ...failure, payload: redact(failure.payload), lastError: failure.lastError === null ? null : redactText(failure.lastError) })),
      drift,
      checks: await runChecks(frozen, drift.total),
    };
  });
}
