import { v7 as uuid } from "uuid";
import type { Tx } from "#app/platform/ctx.ts";
import { DomainError } from "#app/platform/errors.ts";
import { toGid } from "#app/platform/shopify/ids.ts";
import { outboxRow } from "#app/platform/outbox.ts";
import { json } from "#app/platform/sql.ts";
import { wake } from "#app/platform/wake.ts";
import type { TakenStep } from "./run-step.server.ts";

/** One or more steps of one order, whose row is locked: each begins where the one before ended. */
export interface Move {
  steps: readonly TakenStep[];
  /** What Shopify told of the order's state, when that is why it moves. */
  toldState?: string;
}

/**
 * The one place where an order changes state: state, log, timeline, outbox and live event, in one statement. Throws
 * `conflict` when an order is not in the version that its steps begin with.
 */
export async function recordTransitions(tx: Tx, moves: readonly Move[]): Promise<void> {
  const orders = moves.flatMap(({ steps, toldState }) => {
    const [first, last] = [steps[0]?.step, steps.at(-1)?.step];
    return first && last ? [{ id: first.order.id, before: first.version - 1, version: last.version, state: last.transition.to, told: toldState }] : [];
  });
  if (orders.length === 0) return;
  const steps = moves.flatMap((move) => move.steps);
  const messages = steps.flatMap((taken) => taken.messages);
  const refresh = { reason: reasonOf(tx), orderIds: orders.map(({ id }) => toGid("Order", id)) };

  const [moved] = await tx.sql<{ count: number }>`
    with moved as (
      update orders o set workflow_state = m.state, workflow_version = m.version, told_state = coalesce(m.told, o.told_state)
      from jsonb_to_recordset(${json(orders)}::jsonb) as m(id bigint, before int, version int, state text, told text)
      where o.shop = ${tx.shop} and o.id = m.id and o.workflow_version = m.before
      returning o.id),
    step as (
      select * from jsonb_to_recordset(${json(steps.map(logEntry))}::jsonb) as s(order_id bigint, version int, from_state text, to_state text, transition text, note text, metadata jsonb, key text, entry uuid)),
    logged as (
      insert into order_transition_logs (shop, order_id, version, from_state, to_state, transition, actor_user, actor_label, note, metadata, idempotency_key, correlation_id, created_at)
      select ${tx.shop}, order_id, version, from_state, to_state, transition, ${actorUser(tx)}, ${tx.actor.label}, note, metadata, key, ${tx.correlationId}, ${tx.now} from step),
    lined as (
      insert into timeline_entries (shop, order_id, id, ts, event, details, dedupe_key, correlation_id)
      select ${tx.shop}, order_id, entry, ${tx.now}, 'workflow.' || transition,
        jsonb_build_object('from', from_state, 'to', to_state, 'note', nullif(note, ''), 'actor', ${tx.actor.label}::text), 'workflow:' || version, ${tx.correlationId} from step),
    sent as (
      insert into outbox_events (shop, id, type, stream, order_id, payload, next_attempt_at, correlation_id, created_at)
      select ${tx.shop}, id, type, stream, order_id, payload, ${tx.now}, ${tx.correlationId}, ${tx.now}
      from jsonb_to_recordset(${json(messages.map(outboxRow))}::jsonb) as m(id uuid, type text, stream text, order_id bigint, payload jsonb)),
    told as (
      insert into live_signals (shop, event, data) values (${tx.shop}, 'refresh', ${json(refresh)}))
    select count(*)::int from moved`;
  if (moved?.count !== orders.length) throw new DomainError("conflict", "ORDER_CHANGED", { message: "The order has changed meanwhile." });
  tx.afterCommit(() => wake("live.publish"));
  if (messages.length > 0) tx.afterCommit(() => wake("outbox.dispatch"));
}

function logEntry({ step, effects, metadata, idempotencyKey }: TakenStep) {
  const { order, transition, version, note } = step;
  const { name, to } = transition;
  return { order_id: order.id, version, from_state: order.workflowState, to_state: to, transition: name, note, metadata: { transition: name, effects, ...metadata }, key: idempotencyKey, entry: uuid() };
}

function reasonOf({ actor }: Tx): "webhook" | "poller" | "action" {
  if (actor.kind === "shopify") return "webhook";
  return actor.id === "poller" ? "poller" : "action";
}

function actorUser({ actor }: Tx): string | null {
  return actor.kind === "staff" || actor.kind === "api_key" ? actor.id : null;
}
