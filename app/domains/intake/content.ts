import { Big } from "big.js";
import { z } from "zod";
import { issueWords } from "#app/platform/issue-words.ts";
import { canonicalJson, isRecord, parseJson, sha256 } from "#app/platform/json.ts";
import { mergePatch } from "#app/platform/merge-patch.ts";
import { unpackBody } from "./packed-body.ts";

/** An arrival as it is stored. */
export interface Told {
  source: string;
  topic: string;
  body: Buffer;
  /** What the body said before it was redacted or retired. */
  content_hash: Buffer | null;
}

/** What an event says, in the shape in which it is processed, and in which an operator patches it. */
export interface EventDocument {
  event_type: string;
  payload: unknown;
}

export interface Content extends EventDocument {
  occurredAt?: Date;
}

/** What POST /v1/events wraps its data in. */
const Envelope = z.object({ occurred_at: z.iso.datetime({ offset: true }).nullish(), data: z.unknown().optional() });

/**
 * What an arrival tells: a webhook's whole body, or the data of an event, with an override's patch over it. Throws a
 * SyntaxError when the body is not JSON, unless the patch brings a payload of its own.
 */
export function contentOf(told: Omit<Told, "content_hash">, patch?: unknown): Content {
  const { payload, occurredAt } = readContent(told, patch);
  if (patch === undefined || patch === null) return { event_type: told.topic, payload, occurredAt };
  return { ...PatchedDocument.parse(mergePatch({ event_type: told.topic, payload }, patch), { error: issueWords }), occurredAt };
}

const PatchedDocument = z.strictObject({ event_type: z.string().min(1).max(100), payload: z.unknown() });

function readContent({ source, body }: Omit<Told, "content_hash">, patch: unknown): { payload: unknown; occurredAt?: Date } {
  try {
    const parsed = storable(parseJson(unpackBody(body).toString("utf8")));
    if (!isEnveloped(source)) return { payload: parsed };
    const { data, occurred_at } = Envelope.parse(parsed, { error: issueWords });
    return { payload: data, occurredAt: occurred_at ? new Date(occurred_at) : undefined };
  } catch (error) {
    if (error instanceof SyntaxError && isRecord(patch) && isRecord(patch["payload"])) return { payload: null };
    throw error;
  }
}

/** Whether what a source sends came through POST /v1/events. */
export function isEnveloped(source: string): boolean {
  return source !== "shopify" && source !== "poller";
}

/** Text as PostgreSQL can hold it: a NUL or half of a surrogate pair becomes U+FFFD. */
function storable(value: unknown): unknown {
  if (typeof value === "string") return storableText(value);
  if (Array.isArray(value)) return value.map(storable);
  if (isRecord(value)) return Object.fromEntries(Object.entries(value).map(([key, item]) => [storableText(key), storable(item)]));
  return value;
}

function storableText(text: string): string {
  return text.toWellFormed().replaceAll("\0", "\uFFFD");
}

/** Whether two arrivals tell the same: as JSON, whatever its key order and white space; if they are not JSON, byte for byte. */
export function sameContent(first: Told, second: Told): boolean {
  return contentDigest(first).equals(contentDigest(second));
}

/** One value for what an arrival tells: the same for the same content, to the last digit of its numbers. */
export function contentDigest(told: Told): Buffer {
  if (told.content_hash) return told.content_hash;
  const bytes = unpackBody(told.body);
  try {
    return sha256(canonicalJson(comparable(told.source, bytes.toString("utf8"))));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return sha256(bytes);
    throw error;
  }
}

function comparable(source: string, text: string): unknown {
  const parsed: unknown = JSON.parse(text, (_key, value: unknown, context?: { source?: string }) => (typeof value === "number" ? `\0${new Big(context?.source ?? value)}` : value));
  if (!isEnveloped(source) || !isRecord(parsed)) return parsed;
  // Who sends an event again may give the request another correlation id.
  const { correlation_id: _correlation, ...rest } = parsed;
  return rest;
}
