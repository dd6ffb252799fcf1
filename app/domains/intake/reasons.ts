import { z } from "zod";
import { DomainError, loggableMessage } from "#app/platform/errors.ts";
import type { Reason } from "./quarantine.server.ts";

/** After how many failed attempts an event goes to the exceptions queue. */
const maxAttempts = 5;
/** The same for an event about an order that is not known: its own webhook may be on its way. */
const maxAttemptsWithoutOrder = 3;

/** Seconds between attempts: 2, 8, 32, 128. */
export function waitAfter(attempts: number): number {
  return 2 * 4 ** (attempts - 1);
}

/** Why an event that failed goes to the exceptions queue; undefined when it is worth another attempt. */
export function reasonFor(error: unknown, attempts: number): Reason | undefined {
  if (error instanceof z.ZodError) return invalidPayload("Some of its fields are missing or not as expected.", issuesOf(error));
  if (error instanceof SyntaxError) return invalidPayload("What arrived is not JSON.", [{ path: "", message: "is not JSON, or is nested too deep" }]);
  if (error instanceof DomainError) return refusal(error, attempts);
  if (isUnstorable(error)) return invalidPayload("It has a value that cannot be stored.", [{ path: "", message: `cannot be stored (${loggableMessage(error)})` }]);
  if (attempts < maxAttempts) return undefined;
  return {
    reasonCode: "PROCESSING_FAILED",
    summary: `Processing failed ${attempts} times.`,
    details: { what_happened: "The app could not process the event, also when it tried again. Nothing of it was applied.", usual_decision: "Look for the cause, then replay it.", attempts, error: loggableMessage(error).slice(0, 1000) },
  };
}

function refusal(error: DomainError, attempts: number): Reason | undefined {
  const { message: _message, ...details } = error.details;
  if (error.code === "EVENT_TYPE_NOT_ALLOWED") {
    return {
      reasonCode: "UNKNOWN_EVENT_TYPE",
      summary: error.message,
      details: { what_happened: "The event was kept and nothing else.", usual_decision: "Close it without replay; if the type is valid, have it supported or allowed, then replay it.", ...details },
    };
  }
  if (error.kind === "invalid") return invalidPayload(error.message, (error.details.errors ?? []).map(({ path, message }) => ({ path: `/${path.replaceAll(".", "/")}`, message })));
  if (error.code === "ORDER_NOT_FOUND") {
    if (attempts < maxAttemptsWithoutOrder) return undefined;
    return {
      reasonCode: "STATE_CONFLICT",
      summary: "The event is about an order that is not known.",
      details: { what_happened: "Nothing of it was applied. It is replayed by itself when the order arrives.", usual_decision: "Wait for the order; or name the right one with a patch and replay it, or close it without replay.", code: error.code, ...details },
    };
  }
  return {
    reasonCode: "STATE_CONFLICT",
    summary: error.message,
    details: { what_happened: "What the event tells is not possible in the state that the order is in. Nothing of it was applied.", usual_decision: "Bring the order to where the event fits and replay it, or close it without replay.", code: error.code, ...details },
  };
}

/** The reason of an event that was applied although no path of the workflow leads to what it says. */
export function contradictionReason(details: Record<string, unknown>): Reason {
  return {
    reasonCode: "STATE_CONFLICT",
    summary: "The event contradicts the order's state.",
    details: { what_happened: "The order shows what the event says, its workflow stays where it was: no path leads from there to here.", usual_decision: "Find out which is right. Correct the order and replay the event, or close it without replay.", ...details },
  };
}

/** Whether PostgreSQL would not have a value, such as a number that is too large: class 22 of its error codes. */
function isUnstorable(error: unknown): boolean {
  return error instanceof Error && /^22/.test(String(Reflect.get(error, "code")));
}

function invalidPayload(summary: string, issues: { path: string; message: string }[]): Reason {
  return { reasonCode: "INVALID_PAYLOAD", summary, details: { what_happened: "It is kept as it came. Nothing of it was applied.", usual_decision: "Patch what is wrong and replay it, or close it without replay.", issues } };
}

/** What is wrong with a payload and where, as JSON Pointers. */
export function issuesOf(error: z.ZodError): { path: string; message: string }[] {
  return error.issues.slice(0, 20).map(({ path, message }) => ({ path: path.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join(""), message }));
}
