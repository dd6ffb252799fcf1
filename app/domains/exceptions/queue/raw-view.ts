import { z } from "zod";
import { contentOf, isEnveloped, unpackBody } from "#app/domains/intake/index.server.ts";
import { isRecord } from "#app/platform/json.ts";
import type { RawView } from "../schema.ts";

/** A stored arrival, as the database has it. */
export interface RawRow {
  raw_id: string;
  source: string;
  topic: string;
  headers: Record<string, unknown>;
  body: Buffer;
  received_at: Date;
}

/** An arrival for people to read: its payload with every number as it was written; as text where it is no JSON. */
export function rawView({ raw_id, source, topic, headers, body, received_at }: RawRow): RawView {
  return { raw_id, received_at: received_at.toISOString(), event_type: topic, headers, payload: exactPayload(source, unpackBody(body).toString("utf8")) };
}

/** The payload for comparing; undefined where it is no JSON. */
export function payloadOf(row: RawRow): unknown {
  try {
    return contentOf(row).payload;
  } catch (error) {
    if (isUnreadable(error)) return undefined;
    throw error;
  }
}

function exactPayload(source: string, text: string): unknown {
  try {
    const parsed: unknown = JSON.parse(text, (_key, value: unknown, context?: { source?: string }) => (typeof value === "number" && context?.source !== String(value) ? verbatim(context?.source ?? "null") : value));
    return isEnveloped(source) && isRecord(parsed) ? (parsed["data"] ?? null) : parsed;
  } catch (error) {
    if (isUnreadable(error)) return text;
    throw error;
  }
}

/** No JSON, nested too deep to be walked, or without what POST /v1/events wraps its data in. */
function isUnreadable(error: unknown): boolean {
  return error instanceof SyntaxError || error instanceof RangeError || error instanceof z.ZodError;
}

/** A number that is written out again digit by digit. https://github.com/tc39/proposal-json-parse-with-source */
function verbatim(source: string): unknown {
  const rawJson: unknown = Reflect.get(JSON, "rawJSON");
  return typeof rawJson === "function" ? rawJson(source) : source;
}
