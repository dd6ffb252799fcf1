import { stateText } from "#app/dashboard/orders/state-text.ts";
import type { TimelineItem } from "#app/domains/orders/schema.ts";
import type { Money } from "#app/platform/money.ts";
import { readable } from "#app/ui/status-badge.tsx";
import { t } from "#app/ui/text.ts";
import { timelineText } from "./timeline-text.ts";

export interface TimelineWords {
  /** What happened, in a line. */
  title: string;
  /** What was said about it: a note, a carrier's message. */
  quote?: string;
  /** Who did it, where it was somebody. */
  actor?: string;
  tone: "neutral" | "success" | "attention" | "critical";
}

const fixed: Readonly<Record<string, unknown>> = timelineText;
const workflow: Readonly<Record<string, string>> = stateText.workflow;

/** A happening in words. One that has no words of its own is called by its name. */
export function wordsOf({ event, details }: TimelineItem, money: (value: Money) => string): TimelineWords {
  const actor = textOf(details["actor"]);
  const title = titleOf(event, details, money);
  const said = textOf(details["note"]) ?? textOf(details["message"]);
  const quote = said?.toLowerCase() === title.toLowerCase() ? undefined : said;
  return { title, ...(quote ? { quote } : {}), ...(actor ? { actor } : {}), tone: outcomeOf(event, details) === "failed" ? "critical" : toneOf(event) };
}

function titleOf(event: string, details: TimelineItem["details"], money: (value: Money) => string): string {
  const from = textOf(details["from"]);
  const to = textOf(details["to"]);
  if (event === "assignment.changed") {
    if (from && to) return t(timelineText["assignment.moved"], { from, to });
    return to ? t(timelineText["assignment.given"], { to }) : t(timelineText["assignment.taken"], { from: from ?? timelineText.nobody });
  }
  if (event === "fulfillment.tracking_changed") {
    return from && from !== to ? t(timelineText["fulfillment.tracking_changed"], { from, to: to ?? "" }) : t(timelineText["fulfillment.tracking_set"], { to: to ?? "" });
  }
  if (event.startsWith("workflow.")) return t(timelineText.workflow, { from: workflow[from ?? ""] ?? readable(from ?? ""), to: workflow[to ?? ""] ?? readable(to ?? "") });
  if (event.startsWith("ops.")) return t(timelineText.ops, { action: textOf(details["action"]) ?? readable(event) });

  const words = fixed[`${event}.${outcomeOf(event, details)}`] ?? fixed[event];
  const parts = [typeof words === "string" ? words : readable(event), amountOf({ event, details }, money), parcelOf(event, details)];
  return parts.filter((part) => part !== undefined).join(" · ");
}

/** What became of money that is told of: what is pending, failed or nothing has moved none. */
function outcomeOf(event: string, details: TimelineItem["details"]): "pending" | "failed" | "nothing" | undefined {
  if (event === "return.awaiting_refund" && isNothing(details)) return "nothing";
  const status = event.startsWith("payment.") ? textOf(details["status"]) : undefined;
  return status === "failure" || status === "error" ? "failed" : status === "pending" ? "pending" : undefined;
}

function amountOf({ event, details }: Pick<TimelineItem, "event" | "details">, money: (value: Money) => string): string | undefined {
  const amount = textOf(details["amount"]);
  const currencyCode = textOf(details["currencyCode"]);
  return amount && currencyCode && !(event.startsWith("return.") && isNothing(details)) ? money({ amount, currencyCode }) : undefined;
}

/** An order that was never paid may come back all the same. */
function isNothing(details: TimelineItem["details"]): boolean {
  return Number(textOf(details["amount"]) ?? Number.NaN) === 0;
}

function parcelOf(event: string, details: TimelineItem["details"]): string | undefined {
  if (!event.startsWith("fulfillment.")) return undefined;
  const parcel = [textOf(details["carrier"]), textOf(details["number"])].filter((part) => part !== undefined).join(" ");
  return parcel || undefined;
}

const bad = /(failure|failed|denied|cancelled|voided|expired|conflict)$/;
const watch = /(delayed|attempted_delivery|escalated|hold|refund|refunded|requested)$/;
const good = /(paid|delivered|completed|cod_captured|captured)$/;

function toneOf(event: string): TimelineWords["tone"] {
  if (bad.test(event)) return "critical";
  if (watch.test(event) && event !== "fulfillment.requested") return "attention";
  return good.test(event) ? "success" : "neutral";
}

function textOf(value: unknown): string | undefined {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value.trim() !== "" ? value : undefined;
}
