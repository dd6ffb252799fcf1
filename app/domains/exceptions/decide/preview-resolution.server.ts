import { compareMirrors, type Mirror, type MirrorDifference, readMirror } from "#app/domains/rebuild/index.server.ts";
import type { Tx } from "#app/platform/ctx.ts";
import type { DomainError } from "#app/platform/errors.ts";
import { pretend } from "#app/platform/savepoint.ts";
import { toGid } from "#app/platform/shopify/ids.ts";
import type { Exception } from "../find-exception.server.ts";
import { moneyOfException } from "./money-of-exception.server.ts";
import { type OverridePlan, planOverride } from "./plan-override.server.ts";
import type { Change, Preview, Resolution, ResolveException } from "../schema.ts";

/** Columns that mean something to the app alone. */
const inner = new Set(["snapshot_tie", "search_text", "next_check_at", "correlation_id", "withdrawn"]);

/** Takes a decision, looks at what it has changed, and undoes all of it. Throws what the decision throws. */
export async function previewResolution(tx: Tx, exception: Exception, input: ResolveException, decide: (tx: Tx) => Promise<Resolution | { failure: DomainError }>): Promise<Preview> {
  const replays = input.action === "override_and_replay";
  const plan = replays ? await planOverride(tx, exception, input) : undefined;
  const seen = await pretend(tx, async (pretending) => {
    const result = await decide(pretending);
    if ("failure" in result) throw result.failure;
    const orders = await ordersTouched(pretending, exception);
    return { result, after: await readAll(pretending, orders), orders, transitions: await transitionsMade(pretending), messages: await messagesWritten(pretending) };
  });
  const before = await readAll(tx, seen.orders);
  const changes = seen.orders.flatMap((orderId) => mirrorChanges(orderId, before.get(orderId), seen.after.get(orderId)));
  const idempotency: Change = { kind: "idempotency", idempotency_key: exception.idempotency_key, before: "quarantined", after: seen.result.idempotency_status };
  return { dry_run: true, event: { ...plan?.document }, changes: [...changes, ...seen.transitions, ...seen.messages, idempotency], warnings: await warningsOf(tx, exception, plan) };
}

async function ordersTouched(tx: Tx, exception: Exception): Promise<bigint[]> {
  const [row] = await tx.sql<{ order_id: bigint | null }>`select order_id from events_processed where shop = ${tx.shop} and idempotency_key = ${exception.idempotency_key}`;
  return [...new Set([exception.order_id, row?.order_id ?? null].flatMap((id) => id ?? []))];
}

async function readAll(tx: Tx, orders: readonly bigint[]): Promise<Map<bigint, Mirror>> {
  const mirrors = new Map<bigint, Mirror>();
  for (const orderId of orders) mirrors.set(orderId, await readMirror(tx, orderId));
  return mirrors;
}

function mirrorChanges(orderId: bigint, before: Mirror | undefined, after: Mirror | undefined): Change[] {
  if (!before || !after) return [];
  return compareMirrors(before, after).flatMap((difference) => rowChanges(toGid("Order", orderId), difference));
}

function rowChanges(orderId: string, { table, before, after, columns }: MirrorDifference): Change[] {
  const row = Object.fromEntries(table.key.map((column) => [column, valueOf((after ?? before)?.[column])]));
  const place = { kind: table.name, order_id: orderId, ...(table.key.length > 0 ? { row } : {}) };
  if (!before) return [{ ...place, change: "added", after: shown(after) }];
  if (!after) return [{ ...place, change: "removed", before: shown(before) }];
  return columns.flatMap((column) => (inner.has(column) ? [] : [{ ...place, change: "changed", path: `/${column}`, before: valueOf(before[column]), after: valueOf(after[column]) }]));
}

function shown(row: Readonly<Record<string, string>> | undefined): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row ?? {}).flatMap(([column, value]) => (inner.has(column) || column === "shop" ? [] : [[column, valueOf(value)]])));
}

function valueOf(text: string | undefined): unknown {
  return text === undefined ? null : JSON.parse(text);
}

/** What this very request has logged: nothing else has its correlation id and its moment. */
async function transitionsMade(tx: Tx): Promise<Change[]> {
  const rows = await tx.sql<{ order_id: bigint; transition: string; from_state: string; to_state: string; effects: unknown }>`
    select order_id, transition, from_state, to_state, metadata->'effects' as effects from order_transition_logs
    where shop = ${tx.shop} and correlation_id = ${tx.correlationId} and created_at = ${tx.now} order by order_id, version`;
  return rows.map(({ order_id, transition, from_state, to_state, effects }) => ({ kind: "transition", order_id: toGid("Order", order_id), transition, from: from_state, to: to_state, effects: effects ?? [] }));
}

async function messagesWritten(tx: Tx): Promise<Change[]> {
  const rows = await tx.sql<{ type: string; order_id: bigint | null; payload: unknown }>`
    select type, order_id, payload from outbox_events where shop = ${tx.shop} and correlation_id = ${tx.correlationId} and created_at = ${tx.now} order by seq`;
  return rows.map(({ type, order_id, payload }) => ({ kind: "outbox", type, ...(order_id === null ? {} : { order_id: toGid("Order", order_id) }), payload }));
}

async function warningsOf(tx: Tx, exception: Exception, plan: OverridePlan | undefined): Promise<string[]> {
  if (plan) return plan.toApprove ? [`This is about ${plan.toApprove.amount} ${plan.toApprove.currencyCode}: another person has to approve it before it can be carried out.`] : [];
  const money = await moneyOfException(tx, exception);
  return money ? [`This event is about money (${money.amount} ${money.currencyCode}). Replay it with the right content rather than ignore it, unless it is certain that it never happened.`] : [];
}
