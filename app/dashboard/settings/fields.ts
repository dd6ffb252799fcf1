import { readable } from "#app/ui/status-badge.tsx";
import { settingsText } from "./settings-text.ts";

export type FieldKind = "hours" | "hoursOrNever" | "days" | "openDays" | "limits" | "text" | "textOrNone" | "toggle" | "strategy" | "members" | "rules" | "states" | "types" | "json";
export type SectionName = keyof typeof settingsText.sections;

/** Where each setting has its place, and how it is changed. */
const places: Readonly<Record<string, readonly (readonly [name: string, kind: FieldKind])[]>> = {
  limits: [
    ["trackingPendingHours", "hours"],
    ["delayedHours", "hours"],
    ["unscannedHours", "hoursOrNever"],
    ["failedAttemptHours", "hoursOrNever"],
    ["unmarkedHours", "hoursOrNever"],
    ["returnLabelHours", "hours"],
    ["returnTransitHours", "hours"],
    ["returnInspectionHours", "hours"],
    ["returnRefundHours", "hours"],
    ["reservationHours", "hours"],
    ["businessHours", "openDays"],
    ["businessHoursFor", "limits"],
  ],
  workflow: [
    ["workflowEnabled", "toggle"],
    ["flowTriggers", "toggle"],
  ],
  assignment: [
    ["supportAssignee", "text"],
    ["writeAssignmentMetafield", "toggle"],
    ["autoAssign", "strategy"],
    ["teamMembers", "members"],
    ["assignmentRules", "rules"],
  ],
  mails: [
    ["mailTeamAddress", "textOrNone"],
    ["mailTeamOn", "states"],
    ["mailCustomerOn", "states"],
  ],
  events: [
    ["allowedEventTypes", "types"],
    ["patchableEventTypes", "types"],
    ["approvalAbove", "textOrNone"],
    ["arrivalDays", "days"],
  ],
};

export interface SettingField {
  name: string;
  kind: FieldKind;
  label: string;
  help: string;
}

const words: Readonly<Record<string, { label: string; help: string }>> = settingsText.fields;

/** The settings of a section, of those that there are; one that nobody has given a place is in the last section, as JSON. */
export function fieldsOf(section: SectionName, values: Readonly<Record<string, unknown>>): SettingField[] {
  const placed = section === "other" ? Object.keys(values).flatMap((name) => (isPlaced(name) ? [] : [[name, "json"] as const])) : (places[section] ?? []);
  return placed.filter(([name]) => name in values).map(([name, kind]) => ({ name, kind, ...(words[name] ?? { label: readable(name.replace(/([A-Z])/g, " $1").toLowerCase()), help: "" }) }));
}

function isPlaced(name: string): boolean {
  return Object.values(places).some((fields) => fields.some(([placed]) => placed === name));
}
