import { validate as isUuid } from "uuid";
import { z } from "zod";
import { allowedTopic, contentOf, type EventDocument, findEvent, issuesOf, type StoredEvent } from "#app/domains/intake/index.server.ts";
import { getSettings } from "#app/domains/shops/index.server.ts";
import type { Tx } from "#app/platform/ctx.ts";
import { DomainError, type FieldError } from "#app/platform/errors.ts";
import { issueWords } from "#app/platform/issue-words.ts";
import { isRecord } from "#app/platform/json.ts";
import { isApplicable } from "#app/platform/merge-patch.ts";
import type { Money } from "#app/platform/money.ts";
import type { Exception } from "../find-exception.server.ts";
import { mayPatch, needsApproval } from "./governance.ts";
import { moneyOf } from "./money.ts";
import { shopCurrency } from "./money-of-exception.server.ts";

export interface WantedOverride {
  canonical_raw_id?: string | null;
  override_patch?: unknown;
}

/** An override that may be carried out: which arrival, with which patch, and what comes of both. */
export interface OverridePlan {
  event: StoredEvent;
  /** null for none. */
  patch: unknown;
  /** The event as it would be processed; undefined when its body is no JSON and nothing takes its place. */
  document: EventDocument | undefined;
  /** The money it is about, where the shop wants a second person to look at so much. */
  toApprove: Money | undefined;
}

/**
 * Checks an override against everything that can be known before it is processed. Throws CANONICAL_RAW_MISMATCH,
 * PATCH_INVALID, PATCH_NOT_ALLOWED or EVENT_TYPE_NOT_ALLOWED. (Contract, section 2.)
 */
export async function planOverride(tx: Tx, exception: Exception, { canonical_raw_id, override_patch }: WantedOverride): Promise<OverridePlan> {
  const event = await canonicalEvent(tx, exception, canonical_raw_id ?? exception.raw_id);
  const patch = override_patch ?? null;
  const settings = await getSettings(tx);
  if (patch !== null) refuseUnusablePatch(patch);
  if (patch !== null && !mayPatch(settings, event.topic)) {
    throw new DomainError("invalid", "PATCH_NOT_ALLOWED", { message: `This shop does not let events of type '${event.topic}' be patched (Settings).` });
  }
  const document = readDocument(event, patch);
  if (!document) return { event, patch, document, toApprove: undefined };

  const topic = allowedTopic(event, document);
  if (patch !== null) refuseMisfit(topic.payload, document.payload);
  const money = moneyOf(document.payload, await shopCurrency(tx));
  return { event, patch, document, toApprove: needsApproval(settings, money) ? money : undefined };
}

async function canonicalEvent(tx: Tx, exception: Exception, rawId: string): Promise<StoredEvent> {
  const event = isUuid(rawId) ? await findEvent(tx, exception.idempotency_key, rawId) : undefined;
  if (!event) throw new DomainError("invalid", "CANONICAL_RAW_MISMATCH", { message: "canonical_raw_id is not an arrival of this event.", errors: [{ path: "canonical_raw_id", message: "is not an arrival of this event" }] });
  return event;
}

function refuseUnusablePatch(patch: unknown): void {
  if (!isRecord(patch)) throw patchInvalid([{ path: "override_patch", message: "is not an object" }]);
  if (!isApplicable(patch)) throw patchInvalid([{ path: "override_patch", message: "uses a name that cannot be patched" }]);
  if (/\\u(0000|d[89a-f])/.test(JSON.stringify(patch))) {
    throw patchInvalid([{ path: "override_patch", message: "has a character that cannot be stored" }]);
  }
}

/** The document with the patch over it. A body that is no JSON is left to the processing, which says so. */
function readDocument(event: StoredEvent, patch: unknown): EventDocument | undefined {
  try {
    const { event_type, payload } = contentOf(event, patch);
    return { event_type, payload };
  } catch (error) {
    if (patch !== null && error instanceof z.ZodError) throw patchInvalid(fieldsOf(error, ""));
    if (patch !== null && error instanceof SyntaxError) throw patchInvalid([{ path: "override_patch.payload", message: "has to bring the whole payload: what arrived is not JSON" }]);
    if (error instanceof z.ZodError || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function refuseMisfit(schema: z.ZodType, payload: unknown): void {
  const fit = schema.safeParse(payload, { error: issueWords });
  if (!fit.success) throw patchInvalid(fieldsOf(fit.error, "payload"));
}

function fieldsOf(error: z.ZodError, prefix: string): FieldError[] {
  return issuesOf(error).map(({ path, message }) => ({ path: [prefix, ...path.split("/").slice(1)].filter(Boolean).join("."), message }));
}

function patchInvalid(errors: FieldError[]): DomainError {
  return new DomainError("invalid", "PATCH_INVALID", { message: `The patched event does not fit: ${errors.map(({ path, message }) => `${path}: ${message}`).join("; ")}`, errors });
}
