import { tellFlow } from "#app/domains/flow/index.server.ts";
import { type LockedOrder, lockOrders, recordTimeline, resolveOrders } from "#app/domains/orders/index.server.ts";
import { getSettings, type ShopSettings } from "#app/domains/shops/index.server.ts";
import { type Actor, type Ctx, inOwnTransaction, inTransaction, type Tx } from "#app/platform/ctx.ts";
import { DomainError, type FieldError } from "#app/platform/errors.ts";
import { signal } from "#app/platform/live.ts";
import { publish } from "#app/platform/outbox.ts";
import { toGid } from "#app/platform/shopify/ids.ts";
import { type AssignmentConflict, recordConflicts } from "./record-conflicts.server.ts";
import type { AssignmentSource, AssignOrders } from "./schema.ts";

export interface AssignedOrder {
  id: string;
  assignedTo: string | null;
}

/**
 * Gives orders to an assignee, or to nobody: all of them or none. Throws `not_found` for an unknown order, and `conflict`
 * when somebody else was faster than `expectedVersion`; the conflict is counted. (Contract, section 3.)
 */
export async function assignOrders(ctx: Ctx, { orderIds, assignee, expectedVersion }: Pick<AssignOrders, "orderIds" | "assignee" | "expectedVersion">, source: AssignmentSource = "manual"): Promise<AssignedOrder[]> {
  try {
    return await inTransaction(ctx, async (tx) => {
      const ids = await resolveOrders(tx, orderIds);
      const orders = await lockOrders(tx, ids);
      const versions = await versionsOf(tx, ids);
      if (expectedVersion !== undefined) refuseLostRaces(orders, versions, expectedVersion, source);

      const settings = await getSettings(tx);
      for (const order of orders) await assignLocked(tx, order, { version: versions.get(order.id) ?? 0, assignee, source, settings });
      await signal(tx, { event: "refresh", data: { reason: "action", orderIds: ids.map((id) => toGid("Order", id)) } });
      return ids.map((id) => ({ id: toGid("Order", id), assignedTo: assignee }));
    });
  } catch (error) {
    // Once the refused transaction has given its connection back: as many that held theirs would wait for one more in vain.
    if (error instanceof LostRaces) await inOwnTransaction(ctx, (own) => recordConflicts(own, error.conflicts));
    throw error;
  }
}

/** Others were faster, and which of the orders they have now. */
class LostRaces extends DomainError {
  readonly conflicts: readonly AssignmentConflict[];

  constructor(conflicts: readonly AssignmentConflict[], errors: FieldError[]) {
    super("conflict", "ASSIGNMENT_CONFLICT", { message: "Somebody else has assigned these orders meanwhile. Look at them again.", errors });
    this.conflicts = conflicts;
  }
}

async function versionsOf(tx: Tx, ids: readonly bigint[]): Promise<Map<bigint, number>> {
  const rows = await tx.sql<{ order_id: bigint; version: number }>`
    select order_id, version from order_assignments where shop = ${tx.shop} and order_id = any(${ids.map(String)}::bigint[])`;
  return new Map(rows.map(({ order_id, version }) => [order_id, version]));
}

function refuseLostRaces(orders: LockedOrder[], versions: Map<bigint, number>, expectedVersion: number, source: AssignmentSource): void {
  const lost = orders.flatMap((order, index) => ((versions.get(order.id) ?? 0) === expectedVersion ? [] : [{ order, index, found: versions.get(order.id) ?? 0 }]));
  if (lost.length === 0) return;
  throw new LostRaces(
    lost.map(({ order, found }) => ({ orderId: order.id, source, expectedVersion, foundVersion: found, outcome: "refused" })),
    lost.map(({ order, index, found }) => ({ path: `orderIds.${index}`, message: `${order.name} has changed hands: it belongs to ${order.assignedTo ?? "nobody"} now (version ${found}).` })),
  );
}

export interface NewAssignment {
  /** The version of the assignment that it takes the place of. */
  version: number;
  assignee: string | null;
  source: AssignmentSource;
  settings: Pick<ShopSettings, "writeAssignmentMetafield" | "flowTriggers">;
}

/** Writes the assignment of an order whose row is locked, with history, timeline entry and the call to Shopify. */
export async function assignLocked(tx: Tx, order: Pick<LockedOrder, "id" | "assignedTo">, { version, assignee, source, settings }: NewAssignment): Promise<void> {
  if (order.assignedTo === assignee) return;
  const next = version + 1;
  await tx.sql`
    insert into order_assignments (shop, order_id, assignee, source, version, assigned_at, assigned_by)
    values (${tx.shop}, ${order.id}, ${assignee}, ${source}, ${next}, ${tx.now}, ${tx.actor.id})
    on conflict (shop, order_id) do update set assignee = excluded.assignee, source = excluded.source, version = excluded.version, assigned_at = excluded.assigned_at, assigned_by = excluded.assigned_by`;
  await tx.sql`
    insert into order_assignment_history (shop, order_id, version, "from", "to", source, actor_id, at)
    values (${tx.shop}, ${order.id}, ${next}, ${order.assignedTo}, ${assignee}, ${source}, ${tx.actor.id}, ${tx.now})`;
  await tx.sql`update orders set assigned_to = ${assignee} where shop = ${tx.shop} and id = ${order.id}`;
  await recordTimeline(tx, { orderId: order.id, ts: tx.now, event: "assignment.changed", details: { from: order.assignedTo, to: assignee, source }, key: `assignment:${next}` });

  await tellFlow(tx, "order-assigned", { orderId: order.id, fields: { Assignee: assignee ?? "", "Previous assignee": order.assignedTo ?? "", Source: source } }, settings);
  if (settings.writeAssignmentMetafield) await publish(tx, { type: "shopify.assignment_metafield", orderId: order.id, payload: { orderId: order.id, version: next } });
}

/** How an order changes hands that follows from something else: by hand where a person did that, and else by the rule. */
export function sourceOf({ kind }: Actor): AssignmentSource {
  return kind === "staff" || kind === "api_key" ? "manual" : "route";
}

/** The version of an order's assignment: 0 when nobody ever owned it. */
export async function assignmentVersion(tx: Tx, orderId: bigint): Promise<number> {
  return (await versionsOf(tx, [orderId])).get(orderId) ?? 0;
}
