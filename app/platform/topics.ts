import type { z } from "zod";
import type { Tx } from "./ctx.ts";
import { issueWords } from "./issue-words.ts";

/** One arrival on its way into the mirror: the payload in its topic's shape, and when it was told. */
export interface ArrivalEvent<Payload> {
  topic: string;
  source: string;
  idempotencyKey: string;
  rawId: string;
  payload: Payload;
  /** When the sender says that it happened, else when it arrived. */
  occurredAt: Date;
  /** Decides, the same way in whatever order they arrive, between two tellings of the same moment. */
  tie: string;
  /** Set when the event is decided anew: whoever applies it settles the order's workflow, once everything is applied. */
  settlesLater?: boolean;
  /**
   * Reports that the event contradicts the order's state in a way that no path of the workflow explains. What was applied
   * stays; the event waits in the exceptions queue as STATE_CONFLICT.
   */
  contradict: (details: Record<string, unknown>) => void;
}

interface TopicDefinition<Payload> {
  /** The topic as its sender names it, such as `orders/create` or `carrier.tracking_updated`. */
  topic: string;
  /** Who may tell it. */
  source: "shopify" | "events" | "poller";
  payload: z.ZodType<Payload>;
  /** Makes the change that the event tells, any number of times, in any order of arrival. */
  apply: (tx: Tx, event: ArrivalEvent<Payload>) => Promise<Applied | void>;
}

export interface Applied {
  /** The order that the event was about. */
  orderId?: bigint;
}

/** A topic as intake sees it, its payload not parsed yet. */
export interface Topic {
  topic: string;
  source: TopicDefinition<unknown>["source"];
  payload: z.ZodType;
  /** Throws a ZodError when the payload does not fit. */
  apply: (tx: Tx, event: ArrivalEvent<unknown>) => Promise<Applied | void>;
}

/** Declares what a topic's payload is and what it changes. */
export function defineTopic<Payload>({ payload, apply, ...rest }: TopicDefinition<Payload>): Topic {
  return { ...rest, payload, apply: (tx, event) => apply(tx, { ...event, payload: payload.parse(event.payload, { error: issueWords }) }) };
}

const topics = new Map<string, Topic>();

/** Makes topics known to intake; app/registry.server.ts calls it with those of every domain. */
export function registerTopics(list: readonly Topic[]): void {
  for (const topic of list) topics.set(topic.topic, topic);
}

export function findTopic(topic: string): Topic | undefined {
  return topics.get(topic);
}

export function knownTopics(): Topic[] {
  return [...topics.values()];
}
