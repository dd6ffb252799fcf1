import { v7 as uuid } from "uuid";
import type { Tx } from "#app/platform/ctx.ts";
import type { AssignmentSource } from "./schema.ts";

export interface AssignmentConflict {
  orderId: bigint;
  source: AssignmentSource;
  expectedVersion: number | null;
  foundVersion: number;
  outcome: "refused" | "retried" | "given_up";
}

/** Puts on record that an assigner came too late; `ops_assignment_conflicts_total` counts these. */
export async function recordConflicts(tx: Tx, conflicts: readonly AssignmentConflict[]): Promise<void> {
  for (const { orderId, source, expectedVersion, foundVersion, outcome } of conflicts) {
    await tx.sql`
      insert into assignment_conflicts (shop, id, order_id, source, expected_version, found_version, outcome, actor_id, at)
      values (${tx.shop}, ${uuid()}, ${orderId}, ${source}, ${expectedVersion}, ${foundVersion}, ${outcome}, ${tx.actor.id}, ${tx.now})`;
  }
}
