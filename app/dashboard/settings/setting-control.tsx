import { BlockStack, Box, Checkbox, ChoiceList, TextField } from "@shopify/polaris";
import { useState } from "react";
import { stateText } from "#app/dashboard/orders/state-text.ts";
import { WorkflowState } from "#app/domains/orders/schema.ts";
import type { SettingField } from "./fields.ts";
import { settingsText as text } from "./settings-text.ts";

export interface SettingControlProps {
  field: SettingField;
  value: unknown;
  error: string | undefined;
  /** The event types that the app works with. */
  eventTypes: readonly string[];
  onChange: (value: unknown) => void;
}

/** The control of one setting, by its kind. */
export function SettingControl({ field: { name, kind, label, help }, value, error, eventTypes, onChange }: SettingControlProps) {
  const common = { label, helpText: help, error, autoComplete: "off", name };
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
    case "states":
      return <ChoiceList allowMultiple title={label} choices={WorkflowState.options.map((state) => ({ value: state, label: stateText.workflow[state] }))} selected={listOf(value)} onChange={onChange} error={error} />;
    case "types":
      return <Types label={label} help={help} value={value} eventTypes={eventTypes} error={error} onChange={onChange} />;
    case "json":
      return <JsonField {...common} value={value} onChange={onChange} />;
  }
}

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

interface TypesProps extends Pick<SettingControlProps, "value" | "error" | "eventTypes" | "onChange"> {
  label: string;
  help: string;
}

function Types({ label, help, value, eventTypes, error, onChange }: TypesProps) {
  const all = [...new Set([...eventTypes, ...listOf(value)])];
  return (
    <BlockStack gap="200">
      <ChoiceList
        title={label}
        choices={[
          { value: "all", label: text.allTypes, helpText: help },
          { value: "some", label: text.someTypes },
        ]}
        selected={[value === null ? "all" : "some"]}
        onChange={([choice]) => onChange(choice === "all" ? null : all)}
        error={error}
      />
      {value === null ? null : (
        <Box paddingInlineStart="600">
          <ChoiceList allowMultiple titleHidden title={label} choices={all.map((type) => ({ value: type, label: type }))} selected={listOf(value)} onChange={onChange} />
        </Box>
      )}
    </BlockStack>
  );
}

function JsonField({ value, onChange, label, helpText, error, name }: { value: unknown; onChange: (value: unknown) => void; label: string; helpText: string; error: string | undefined; name: string }) {
  const [typed, setTyped] = useState(() => JSON.stringify(value, null, 2));
  const [isBroken, setIsBroken] = useState(false);
  const change = (next: string) => {
    setTyped(next);
    const parsed = parse(next);
    setIsBroken(parsed === undefined);
    // What is no JSON is sent as it is, so that it is refused rather than left out.
    onChange(parsed === undefined ? next : parsed.value);
  };
  return <TextField label={label} name={name} helpText={`${helpText} ${text.json}.`} value={typed} onChange={change} multiline={6} monospaced autoComplete="off" error={isBroken ? text.notJson : error} />;
}

function parse(typed: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(typed) };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
