import { readFileSync } from "node:fs";
import { resolveException } from "#app/domains/exceptions/index.server.ts";
import { compareForgotten, processArrivals, receiveArrivals } from "#app/domains/intake/index.server.ts";
import { contextFor, type Database, systemActor, systemContext } from "#app/platform/ctx.ts";

/** What arrives, as JSON can carry it. */
export interface StoredArrival {
  source: string;
  topic: string;
  deliveryId: string;
  body: string;
}

/**
 * What web process, worker and operator do about a few arrivals, from the first to the last: each step such that whoever was
 * killed in the middle of it may begin again from the start.
 */
export async function runIntake(database: Database, shop: string, arrivals: readonly StoredArrival[]): Promise<void> {
  const system = systemContext(database, "chaos", new Date());
  for (const { body, ...arrival } of arrivals) {
    await receiveArrivals(system, [{ ...arrival, shop, headers: {}, body: Buffer.from(body), correlationId: "chaos" }]);
    await processArrivals(system);
  }
  // Somebody else compares what a killed web process has stored and not compared.
  await compareForgotten(systemContext(database, "chaos", new Date(Date.now() + 60_000)));
  await database.system`update events_processed set next_attempt_at = now() where status = 'pending' and shop = ${shop}`;
  await processArrivals(system);

  const operator = contextFor(database, shop, systemActor("Chaos"), "chaos", new Date());
  const open = await operator.sql<{ id: string; last_raw_id: string }>`select id, last_raw_id from exceptions where shop = ${shop} and status = 'open' and reason_code = 'IDEMPOTENCY_CONFLICT'`;
  for (const { id, last_raw_id } of open) await resolveException(operator, id, { action: "override_and_replay", actor: "chaos", resolution_notes: "last wins", canonical_raw_id: last_raw_id });
}

/** The arrivals of a run, from the file that the child was told. */
export function readArrivals(file: string): StoredArrival[] {
  return JSON.parse(readFileSync(file, "utf8"));
}
