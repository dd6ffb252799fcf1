import { z } from "zod";
import { unpackBody } from "./packed-body.ts";
import { canonicalJson, parseJson } from "#app/platform/json.ts";

interface Told {
  source: string;
  /** As it is stored. */
  body: Buffer;
}

export interface Content {
  payload: unknown;
  occurredAt?: Date;
}

/** What POST /v1/events wraps its data in. */
const Envelope = z.object({ occurred_at: z.iso.datetime({ offset: true }).nullish(), data: z.unknown() });

/** What an arrival tells: a webhook's whole body, or the data of an event. Throws a SyntaxError when the body is not JSON. */
export function contentOf({ source, body }: Told): Content {
  const parsed = parseJson(unpackBody(body).toString("utf8"));
  if (source === "shopify" || source === "poller") return { payload: parsed };
  const { data, occurred_at } = Envelope.parse(parsed);
  return { payload: data, occurredAt: occurred_at ? new Date(occurred_at) : undefined };
}

/** Whether two arrivals tell the same: as JSON, whatever its key order and white space; if they are not JSON, byte for byte. */
export function sameContent(first: Told, second: Told): boolean {
  if (unpackBody(first.body).equals(unpackBody(second.body))) return true;
  try {
    return canonicalJson(contentOf(first)) === canonicalJson(contentOf(second));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return false;
    throw error;
  }
}
