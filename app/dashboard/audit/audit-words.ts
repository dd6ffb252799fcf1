import { labelOfAction } from "#app/dashboard/order/ops/ops-menu.tsx";
import { wordsOfDetails, wordsOfMatched } from "#app/dashboard/order/ops/ops-words.ts";
import { settingsText } from "#app/dashboard/settings/settings-text.ts";
import type { AuditEvent } from "#app/domains/ops-actions/schema.ts";
import { isRecord } from "#app/platform/records.ts";
import type { Money } from "#app/platform/money.ts";
import { readable } from "#app/ui/status-badge.tsx";
import { t } from "#app/ui/text.ts";
import { auditText as text } from "./audit-text.ts";

const longest = 160;

/** How what an event names is written where it is read. */
export interface Names {
  staff: (userId: string) => string;
  /** An amount without a currency is the shop's. */
  money: (value: string | Money) => string;
  time: (at: string) => string;
}

/** What an event of the audit log has to say besides its name, a line each. */
export function wordsOfEvent({ event, details }: Pick<AuditEvent, "event" | "details">, names: Names): string[] {
  if (event === "settings.staff_role_changed") return [roleChange(details, names)];
  if (event === "settings.changed" && Array.isArray(details["changes"])) return details["changes"].flatMap((change) => settingChange(change));
  const met = wordsOfMatched(details, names.time);
  const said = wordsOfDetails(details, names.money) ?? (met === undefined ? listed(details, names) : undefined);
  return [said, met].flatMap((words) => words || []);
}

const eventNames: Readonly<Record<string, (typeof text.events)[keyof typeof text.events]>> = text.events;

/** What happened, in a few words: an action of operators by its own name. */
export function titleOf({ event, action }: Pick<AuditEvent, "event" | "action">): string {
  const known = eventNames[event];
  if (known !== undefined) return t(known, { action: readable(action ?? "").toLowerCase() });
  return action === null ? readable(event) : labelOfAction(action);
}

/** Where the thing that an event is about can be looked at, if it has a page. */
export function pageOf({ details }: Pick<AuditEvent, "details">): string | undefined {
  const { exception_id: exception, incident_id: incident } = details;
  if (typeof exception === "string") return `/app/exceptions/${exception}`;
  return typeof incident === "string" ? `/app/ops/incidents/${incident}` : undefined;
}

function roleChange({ userId, from, to }: AuditEvent["details"], { staff }: Names): string {
  return t(text.words.role, { name: staff(String(userId)), from: readable(String(from)), to: readable(String(to)) });
}

const settings: Readonly<Record<string, { label: string }>> = settingsText.fields;

function settingChange(change: unknown): string[] {
  if (!isRecord(change)) return [];
  const label = settings[String(change["setting"])]?.label ?? labelOf(String(change["setting"]));
  if (!isPlain(change["from"]) || !isPlain(change["to"])) return [t(text.words.settingOf, { label })];
  return [t(text.words.setting, { label, from: valueOf(change["from"]), to: valueOf(change["to"]) })];
}

/** Lists of forms, such as rules, are too long for a line: that they changed is said, and the log keeps what they were. */
function isPlain(value: unknown): boolean {
  return Array.isArray(value) ? value.every((item) => !isRecord(item)) : !isRecord(value);
}

function valueOf(value: unknown): string {
  if (value === null || value === undefined || value === "") return text.words.none;
  if (typeof value === "boolean") return value ? text.words.on : text.words.off;
  if (Array.isArray(value)) return value.length === 0 ? text.words.none : value.map(String).join(", ");
  return String(value);
}

/** Everything that an event says, but for ids: its link and its reference lead to what they stand for. */
function listed(details: AuditEvent["details"], names: Names): string {
  if (typeof details["message"] === "string") return details["message"];
  const facts = Object.entries(details).filter(([name, value]) => saysSomething(value) && !/(^|_)id$|Id$/.test(name));
  const words = facts.map(([name, value]) => t(text.words.fact, { name: factNames[name] ?? labelOf(name), value: factOf(name, value, names) })).join(" · ");
  return words.length > longest ? `${words.slice(0, longest)}…` : words;
}

const factNames: Readonly<Record<string, string>> = text.facts;
/** Facts whose values are names of ours. */
const named = new Set(["role", "strategy", "toState"]);

/** Counts of nothing and notes that nobody wrote only hide what there is to read. */
function saysSomething(value: unknown): boolean {
  return value !== null && value !== "" && value !== 0;
}

function factOf(name: string, value: unknown, { money }: Names): string {
  if (typeof value === "string") return named.has(name) ? readable(value) : value;
  if (isRecord(value) && typeof value["amount"] === "string" && typeof value["currencyCode"] === "string") return money({ amount: value["amount"], currencyCode: value["currencyCode"] });
  // Rows are too long for a line: how many there were is said, and the log keeps what they were.
  return Array.isArray(value) && value.every(isRecord) ? String(value.length) : JSON.stringify(value);
}

/** `previousUntil` and `previous_until` as `Previous until`. */
function labelOf(name: string): string {
  return readable(name.replace(/([A-Z])/g, "_$1").toLowerCase());
}
