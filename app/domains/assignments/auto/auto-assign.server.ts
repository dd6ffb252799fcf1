import { recordAudit } from "#app/platform/audit.ts";
import { getSettings } from "#app/domains/shops/index.server.ts";
import { type Ctx, inTransaction, type Tx } from "#app/platform/ctx.ts";
import { signal } from "#app/platform/live.ts";
import { toGid } from "#app/platform/shopify/ids.ts";
import { assignLocked } from "../assign-orders.server.ts";
import { type AssignmentConflict, recordConflicts } from "../record-conflicts.server.ts";
import type { AssignmentSource, AutoAssign, AutoAssigned, AutoStrategy, LeftReason } from "../schema.ts";
import { keepTurns, loadDesk } from "./load-desk.server.ts";
import { type Candidate, findOpenOrders, takeOrders } from "./open-orders.server.ts";
import { planAssignments } from "./plan.ts";

/** How many orders are assigned in one transaction: a person who wants one of them waits for no longer than that takes. */
const batch = 25;
/** How often an order is tried that somebody else is working on. */
const rounds = 3;

interface Batch {
  picks: { id: bigint; assignee: string }[];
  left: { id: bigint; reason: LeftReason }[];
  conflicts: AssignmentConflict[];
  /** What somebody else is working on. */
  busy: Candidate[];
}

/**
 * Gives orders that nobody owns to somebody, the oldest first. Any number of runs and people may assign at once: whoever comes
 * second finds the order taken, which is counted as a conflict by source, and leaves it to its owner; an order that somebody
 * only holds for a moment, or that is free again, is tried again. (Contract, section 5.)
 */
export async function autoAssign(ctx: Ctx, { strategy, limit, dryRun }: AutoAssign): Promise<AutoAssigned> {
  const source: AssignmentSource = strategy === "route" ? "route" : "auto";
  const candidates = await findOpenOrders(ctx, limit);
  if (dryRun) return answer(source, [{ ...planAssignments(strategy, candidates, await loadDesk(ctx)), conflicts: [], busy: [] }], dryRun);

  const done: Batch[] = [];
  let waiting: readonly Candidate[] = candidates;
  for (let round = 0; round < rounds && waiting.length > 0; round += 1) {
    const busy: Candidate[] = [];
    for (let from = 0; from < waiting.length; from += batch) {
      const result = await inTransaction(ctx, (tx) => assignBatch(tx, strategy, source, waiting.slice(from, from + batch)));
      done.push(result);
      busy.push(...result.busy);
    }
    waiting = busy;
  }
  done.push({ picks: [], left: waiting.map(({ id }) => ({ id, reason: "busy" })), conflicts: [], busy: [] });
  const dealt = answer(source, done, dryRun);
  if (candidates.length > 0) await inTransaction(ctx, (tx) => keepRecord(tx, strategy, done, dealt));
  return dealt;
}

/** One batch of a shop at a time, so that capacities hold whatever runs beside it. */
async function assignBatch(tx: Tx, strategy: AutoStrategy, source: AssignmentSource, candidates: readonly Candidate[]): Promise<Batch> {
  await tx.sql`select pg_advisory_xact_lock(hashtextextended(${tx.shop}, 45))`;
  const taken = await takeOrders(tx, candidates.map(({ id }) => id));
  const open = candidates.filter(({ id }) => taken.get(id)?.isOpen !== false);
  const free = open.flatMap(({ id }) => taken.get(id) ?? []).filter(({ assignedTo }) => assignedTo === null);
  const { picks, left, turns } = planAssignments(strategy, free, await loadDesk(tx));

  const settings = await getSettings(tx);
  for (const { id, assignee } of picks) await assignLocked(tx, { id, assignedTo: null }, { version: taken.get(id)?.version ?? 0, assignee, source, settings });
  await keepTurns(tx, turns);
  if (picks.length > 0) await signal(tx, { event: "refresh", data: { reason: "action", orderIds: picks.map(({ id }) => toGid("Order", id)) } });
  return { picks, left, conflicts: open.flatMap((seen) => conflictOf(seen, taken.get(seen.id), source) ?? []), busy: open.filter(({ id }) => !taken.has(id)) };
}

/** What came between an order's being seen and its being locked: somebody has it, had it meanwhile, or is working on it now. */
function conflictOf(seen: Candidate, now: Candidate | undefined, source: AssignmentSource): AssignmentConflict | undefined {
  if (now && now.assignedTo === null && now.version === seen.version) return undefined;
  return { orderId: seen.id, source, expectedVersion: seen.version, foundVersion: now?.version ?? seen.version, outcome: "given_up" };
}

/** An order counts once a run, however often it was tried. */
function conflictsOf(done: readonly Batch[]): AssignmentConflict[] {
  const assigned = new Set(done.flatMap(({ picks }) => picks.map(({ id }) => id)));
  const byOrder = new Map(done.flatMap(({ conflicts }) => conflicts).map((conflict) => [conflict.orderId, conflict]));
  return [...byOrder.values()].map((conflict) => ({ ...conflict, outcome: assigned.has(conflict.orderId) ? "retried" : "given_up" }));
}

async function keepRecord(tx: Tx, strategy: AutoStrategy, done: readonly Batch[], { assigned, conflicts, left }: AutoAssigned): Promise<void> {
  await recordConflicts(tx, conflictsOf(done));
  if (assigned.length === 0) return;
  await recordAudit(tx, { event: "assignments.dealt", action: "auto-assign", data: { strategy, assigned: assigned.length, conflicts, left: left.length } });
}

function answer(source: AssignmentSource, done: readonly Batch[], dryRun: boolean): AutoAssigned {
  return {
    assigned: done.flatMap(({ picks }) => picks.map(({ id, assignee }) => ({ id: toGid("Order", id), assignedTo: assignee, source }))),
    conflicts: conflictsOf(done).length,
    left: done.flatMap(({ left }) => left.map(({ id, reason }) => ({ id: toGid("Order", id), reason }))),
    dryRun,
  };
}
