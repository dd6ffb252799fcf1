import { v7 as uuid } from "uuid";
import { type z } from "zod";
import type { Ctx, Tx } from "./ctx.ts";
import { DomainError } from "./errors.ts";
import { json } from "./sql.ts";
import { wake } from "./wake.ts";

/** An event on its way out. */
export interface Outgoing<Payload> {
  id: string;
  payload: Payload;
  orderId: bigint | null;
  attempt: number;
  /** When the first attempt began: what the other system has done since may be ours. */
  firstAttemptAt: Date;
}

interface DestinationDefinition<Payload, Result> {
  /** The type of the events that it takes, such as `shopify.fulfillment_create`. */
  type: string;
  payload: z.ZodType<Payload>;
  /** Seconds to wait after each attempt that failed; after one more the event has failed and waits for a person. */
  retrySeconds?: readonly number[];
  /** Makes the call. Throws to be tried again; a DomainError is final and waits for a person. */
  deliver: (ctx: Ctx, event: Outgoing<Payload>) => Promise<Result>;
  /**
   * Asks the other system, before a repeated attempt, whether an earlier one has had its effect although its answer was
   * lost. Left out where the call is idempotent by nature.
   */
  findEffect?: (ctx: Ctx, event: Outgoing<Payload>) => Promise<Result | undefined>;
  /** Records the result, in the transaction that marks the event delivered. */
  settle?: (tx: Tx, event: Outgoing<Payload>, result: Result) => Promise<void>;
  /** Records that the event has failed for good, in the transaction that says so. */
  fail?: (tx: Tx, event: Outgoing<Payload>, message: string) => Promise<void>;
}

/** A destination as the dispatcher sees it, its payloads not parsed yet. */
export interface Destination {
  type: string;
  retrySeconds: readonly number[];
  /**
   * Delivers, or finds that an earlier attempt did; gives what is to be done in the transaction that marks it delivered.
   * `stillMine` is asked right before the call: it throws when the event may have been given to another worker meanwhile.
   */
  send: (ctx: Ctx, event: Outgoing<unknown>, stillMine: () => void) => Promise<Sent>;
  fail: (tx: Tx, event: Outgoing<unknown>, message: string) => Promise<void>;
  /** Throws `invalid` for a payload that could never be sent. */
  check: (payload: unknown) => void;
}

export interface Sent {
  result: unknown;
  settle?: (tx: Tx) => Promise<void>;
}

/** A failure that says itself how long to wait, such as an answer with Retry-After. */
export class RetryLater extends Error {
  override readonly name = "RetryLater";
  readonly seconds: number;

  constructor(message: string, seconds: number) {
    super(message);
    this.seconds = seconds;
  }
}

/** From seconds for what passes at once to two hours for what somebody has to repair. */
const usualRetries = [2, 10, 60, 300, 1_800, 7_200];

/** Declares how events of one type leave the app. */
export function defineDestination<Payload, Result>(definition: DestinationDefinition<Payload, Result>): Destination {
  const { type, payload, retrySeconds = usualRetries, deliver, findEffect, settle, fail } = definition;
  const parse = (value: unknown) => {
    const result = payload.safeParse(value);
    if (result.success) return result.data;
    const errors = result.error.issues.map(({ path, message }) => ({ path: path.join("."), message }));
    throw new DomainError("invalid", "INVALID_PAYLOAD", { message: `The payload does not fit ${type}: ${errors.map(({ path, message }) => `${path}: ${message}`).join("; ")}`, errors });
  };
  return {
    type,
    retrySeconds,
    send: async (ctx, raw, stillMine) => {
      const event = { ...raw, payload: parse(raw.payload) };
      const earlier = event.attempt > 1 ? await findEffect?.(ctx, event) : undefined;
      stillMine();
      const result = earlier ?? (await deliver(ctx, event));
      return { result, settle: settle && ((tx) => settle(tx, event, result)) };
    },
    fail: async (tx, raw, message) => fail?.(tx, { ...raw, payload: parse(raw.payload) }, message),
    check: (value) => void parse(value),
  };
}

const destinations = new Map<string, Destination>();

/** Makes destinations known to the dispatcher; app/registry.server.ts calls it. */
export function registerDestinations(list: readonly Destination[]): void {
  for (const destination of list) destinations.set(destination.type, destination);
}

export function findDestination(type: string): Destination | undefined {
  return destinations.get(type);
}

export interface OutboxMessage {
  type: string;
  payload: unknown;
  orderId?: bigint;
  /** Events of one stream leave one after the other; when nothing is said, those of an order, and an event of none is alone. */
  stream?: string;
}

/** The columns of a message that are its own; an event of no stream is one of its own. */
export function outboxRow({ type, payload, orderId, stream }: OutboxMessage) {
  const id = uuid();
  return { id, type, stream: stream ?? `${orderId ?? id}`, order_id: orderId ?? null, payload };
}

/** Writes a call that is to leave the app, in the transaction that causes it. The worker makes it after the commit. */
export async function publish(tx: Tx, message: OutboxMessage): Promise<string> {
  const { id, type, stream, order_id: orderId, payload } = outboxRow(message);
  await tx.sql`
    insert into outbox_events (shop, id, type, stream, order_id, payload, next_attempt_at, correlation_id, created_at)
    values (${tx.shop}, ${id}, ${type}, ${stream}, ${orderId}, ${json(payload)}, ${tx.now}, ${tx.correlationId}, ${tx.now})`;
  tx.afterCommit(() => wake("outbox.dispatch"));
  return id;
}
