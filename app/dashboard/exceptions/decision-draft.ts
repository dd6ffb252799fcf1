import type { ExceptionView } from "./exception-view.ts";
import { exceptionsText } from "./exceptions-text.ts";

export type Choice = "first" | "last" | "replay" | "ignore";

/** A decision that somebody is about to take. */
export interface DecisionDraft {
  choice: Choice;
  patch: string;
  actor: string;
  notes: string;
  rule: boolean;
}

export interface CheckedPatch {
  /** undefined for none. */
  patch?: unknown;
  error?: string;
}

/** The patch that was typed; an empty field is none. */
export function checkPatch(text: string): CheckedPatch {
  if (text.trim() === "") return {};
  try {
    return { patch: JSON.parse(text) };
  } catch (error) {
    if (error instanceof SyntaxError) return { error: exceptionsText.decide.notJson };
    throw error;
  }
}

/** The decision as the API takes it; a dry run needs neither name nor notes yet. */
export function bodyOf({ exception }: ExceptionView, { choice, patch, actor, notes }: DecisionDraft, dryRun: boolean) {
  const canonical = { first: exception.first.raw_id, last: exception.last.raw_id, replay: exception.raw.raw_id, ignore: undefined }[choice];
  const said = { actor: actor.trim() || (dryRun ? "preview" : ""), resolution_notes: notes.trim() || (dryRun ? "preview" : "") };
  if (choice === "ignore") return { action: "mark_resolved_no_replay", ...said, dry_run: dryRun };
  return { action: "override_and_replay", ...said, canonical_raw_id: canonical, override_patch: checkPatch(patch).patch, dry_run: dryRun };
}

/** The rule that a decision would become, if it can be one. */
export function ruleOf({ choice, patch }: DecisionDraft): "first_wins" | "last_wins" | "patch" | undefined {
  if (choice === "ignore") return undefined;
  if (patch.trim() !== "") return "patch";
  return choice === "first" ? "first_wins" : choice === "last" ? "last_wins" : undefined;
}
