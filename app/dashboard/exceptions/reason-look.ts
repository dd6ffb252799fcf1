import type { ReasonCode } from "#app/domains/exceptions/schema.ts";
import type { StatusLook } from "#app/ui/status-badge.tsx";
import { exceptionsText } from "./exceptions-text.ts";

/** How a reason code is shown. */
export function reasonLook(code: ReasonCode): StatusLook {
  return { text: exceptionsText.reasons[code], tone: code === "PROCESSING_FAILED" ? "critical" : code === "UNKNOWN_EVENT_TYPE" ? "info" : "warning" };
}
