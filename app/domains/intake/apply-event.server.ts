import { type Actor, shopifyActor, type Tx } from "#app/platform/ctx.ts";
import { DomainError } from "#app/platform/errors.ts";
import { type Part, part } from "#app/platform/sql.ts";
import { findTopic, type Topic } from "#app/platform/topics.ts";
import { type Content, contentOf, isEnveloped, type Told } from "./content.ts";

/** An event of the ledger with the arrival that tells it. */
export interface StoredEvent extends Told {
  idempotency_key: string;
  first_raw_id: string;
  raw_id: string;
  body_hash: Buffer;
  triggered_at: Date | null;
  received_at: Date;
  correlation_id: string;
  override_patch: unknown;
  order_id: bigint | null;
  applied_raw_id: string | null;
  applied_at: Date | null;
  attempts: number;
  /** The event types that the shop takes; null for all. */
  allowed_types: string[] | null;
}

/** What came of applying an event. */
export interface Outcome {
  orderId?: bigint;
  /** Set when what it says cannot be reached by any path of the workflow; what it told is applied all the same. */
  contradiction?: Record<string, unknown>;
}

/** Events of the ledger `e`, each with an arrival `r`; the condition says which of both. */
export function selectEvents(tx: Tx, condition: Part): Promise<StoredEvent[]> {
  return tx.sql<StoredEvent>`
    select e.idempotency_key, e.source, e.first_raw_id, e.override_patch, e.order_id, e.applied_raw_id, e.applied_at, e.attempts,
      r.id as raw_id, r.topic, r.body, r.body_hash, r.content_hash, r.triggered_at, r.received_at, r.correlation_id,
      (select array(select jsonb_array_elements_text(s."values"->'allowedEventTypes')) from shop_settings s where s.shop = e.shop and jsonb_typeof(s."values"->'allowedEventTypes') = 'array') as allowed_types
    from events_processed e join raw_arrivals r on r.shop = e.shop and r.idempotency_key = e.idempotency_key
    where e.shop = ${tx.shop} and ${condition}`;
}

/** The event of an identity as one of its arrivals tells it. */
export async function findEvent(tx: Tx, key: string, rawId: string): Promise<StoredEvent | undefined> {
  const [event] = await selectEvents(tx, part`e.idempotency_key = ${key} and r.id = ${rawId}`);
  return event;
}

export interface ApplyOptions {
  /** A patch in place of the one on record. */
  patch?: unknown;
  /** Whoever applies the event settles the order's workflow afterwards. */
  settlesLater?: boolean;
}

/**
 * Makes the change that an event tells, in the name of who told it. Throws EVENT_TYPE_NOT_ALLOWED, a ZodError or a
 * SyntaxError for what cannot be taken, and whatever the topic refuses.
 */
export async function applyEvent(tx: Tx, event: StoredEvent, { patch = event.override_patch, settlesLater = false }: ApplyOptions = {}): Promise<Outcome> {
  const content = contentOf(event, patch);
  const topic = allowedTopic(event, content);
  let contradiction: Record<string, unknown> | undefined;
  const applied = await topic.apply({ ...tx, actor: actorOf(event) }, {
    topic: content.event_type,
    source: event.source,
    idempotencyKey: event.idempotency_key,
    rawId: event.raw_id,
    payload: content.payload,
    occurredAt: content.occurredAt ?? event.triggered_at ?? event.received_at,
    tie: `${event.triggered_at?.toISOString() ?? ""}:${event.body_hash.toString("hex")}`,
    settlesLater,
    contradict: (details) => (contradiction ??= details),
  });
  return { orderId: applied?.orderId, contradiction };
}

/** These are about the app's place in the shop and about privacy: no setting keeps them out, nor what the app itself asked for. */
const always = /^(app|customers|shop)\//;

/** The topic of an event; throws EVENT_TYPE_NOT_ALLOWED for one that is unknown, not for its source, or kept out by the shop. */
export function allowedTopic({ source, allowed_types: allowed }: Pick<StoredEvent, "source" | "allowed_types">, { event_type: type }: Pick<Content, "event_type">): Topic {
  const topic = findTopic(type);
  if (!topic || topic.source !== kindOf(source)) throw notAllowed(type, `'${type}' is not an event type that this app works with.`);
  if (allowed && !allowed.includes(type) && !always.test(type) && source !== "poller") throw notAllowed(type, `This shop does not take events of type '${type}' (Settings).`);
  return topic;
}

function kindOf(source: string): Topic["source"] {
  return isEnveloped(source) ? "events" : source === "poller" ? "poller" : "shopify";
}

function notAllowed(type: string, message: string): DomainError {
  return new DomainError("invalid", "EVENT_TYPE_NOT_ALLOWED", { message, event_type: type });
}

/** Who an event's doings are put down to. */
export function actorOf({ source }: Pick<StoredEvent, "source">): Actor {
  if (source === "shopify") return shopifyActor;
  return { kind: "system", id: source, label: source === "poller" ? "Poller" : source, role: "admin" };
}
