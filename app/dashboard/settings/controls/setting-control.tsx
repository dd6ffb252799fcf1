import { Checkbox, ChoiceList, Select, TextField } from "@shopify/polaris";
import { stateText } from "#app/dashboard/orders/state-text.ts";
import { AutoStrategy } from "#app/domains/assignments/schema.ts";
import { WorkflowState } from "#app/domains/orders/schema.ts";
import { LimitName } from "#app/domains/shops/settings.ts";
import type { SettingField } from "../fields.ts";
import { settingsText as text } from "../settings-text.ts";
import { MemberDraft, OpenDayDraft, RuleDraft } from "./drafts.ts";
import { JsonField } from "./json-field.tsx";
import { MembersField } from "./members-field.tsx";
import { OpenDaysField } from "./open-days-field.tsx";
import { RulesField } from "./rules-field.tsx";
import { TypesField } from "./types-field.tsx";

export interface SettingControlProps {
  field: SettingField;
  value: unknown;
  /** What was refused about the setting, or about a part of it: `2.capacity`. */
  problemAt: (part?: string) => string | undefined;
  /** The event types that the app works with. */
  eventTypes: readonly string[];
  /** Names that orders can be given to. */
  assignees: readonly string[];
  onChange: (value: unknown) => void;
  /** Parts of the setting are in other places now: what was refused about them is not theirs any more. */
  onMoved: () => void;
}

/** The control of one setting, by its kind. */
export function SettingControl({ field: { name, kind, label, help }, value, problemAt, eventTypes, assignees, onChange, onMoved }: SettingControlProps) {
  const error = problemAt();
  const common = { label, helpText: help, error, autoComplete: "off", name };
  const list = { label, help, problemAt, onChange, onMoved };
  switch (kind) {
    case "hours":
    case "hoursOrNever":
    case "days":
      return (
        <TextField
          {...common}
          type="number"
          value={value === null ? "" : String(value)}
          placeholder={kind === "hoursOrNever" ? text.never : undefined}
          suffix={kind === "days" ? text.days : text.hours}
          onChange={(typed) => onChange(typed === "" ? null : Number(typed))}
        />
      );
    case "text":
      return <TextField {...common} value={String(value ?? "")} onChange={onChange} />;
    case "textOrNone":
      return <TextField {...common} value={typeof value === "string" ? value : ""} onChange={(typed) => onChange(typed === "" ? null : typed)} />;
    case "toggle":
      return <Checkbox label={label} helpText={help} error={error} checked={value === true} onChange={onChange} />;
    case "strategy":
      return (
        <Select
          {...common}
          options={[{ value: "", label: text.strategies.none }, ...AutoStrategy.options.map((strategy) => ({ value: strategy, label: text.strategies[strategy] }))]}
          value={typeof value === "string" ? value : ""}
          onChange={(chosen) => onChange(chosen || null)}
        />
      );
    case "states":
      return <ChoiceList allowMultiple title={label} choices={WorkflowState.options.map((state) => ({ value: state, label: stateText.workflow[state] }))} selected={listOf(value)} onChange={onChange} error={error} />;
    case "limits":
      return <ChoiceList allowMultiple title={label} choices={LimitName.options.map((limit) => ({ value: limit, label: text.fields[limit].label }))} selected={listOf(value)} onChange={onChange} error={error} />;
    case "openDays":
      return <OpenDaysField {...list} value={OpenDayDraft.array().parse(value)} />;
    case "types":
      return <TypesField label={label} help={help} value={value === null ? null : listOf(value)} eventTypes={eventTypes} error={error} onChange={onChange} />;
    case "members":
      return <MembersField {...list} value={MemberDraft.array().parse(value)} assignees={assignees} />;
    case "rules":
      return <RulesField {...list} value={RuleDraft.array().parse(value)} assignees={assignees} />;
    case "json":
      return <JsonField {...common} value={value} onChange={onChange} />;
  }
}

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
