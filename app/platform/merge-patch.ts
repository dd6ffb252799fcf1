import { apply } from "json-merge-patch";
import { isRecord } from "./json.ts";

/** A JSON document with a merge patch over it (RFC 7396). Neither is changed. */
export function mergePatch(document: unknown, patch: unknown): unknown {
  return apply(structuredClone(document), structuredClone(patch));
}

/** Names that mean something to JavaScript objects: json-merge-patch leaves off where it meets one. */
const reserved = new Set(["__proto__", "constructor", "prototype"]);

/** Whether a patch is one that can be applied in full. */
export function isApplicable(patch: unknown): boolean {
  if (Array.isArray(patch)) return patch.every(isApplicable);
  if (!isRecord(patch)) return true;
  return Object.entries(patch).every(([key, value]) => !reserved.has(key) && isApplicable(value));
}
