import { BlockStack, Checkbox, FormLayout, InlineError, InlineStack, Text } from "@shopify/polaris";
import { useId } from "react";
import { settingsText } from "../settings-text.ts";
import type { ShiftDraft } from "./drafts.ts";
import { TimeField } from "./time-field.tsx";

interface ShiftFieldsProps {
  value: ShiftDraft;
  problemAt: (part: string) => string | undefined;
  onChange: (value: ShiftDraft) => void;
}

/** The days and hours of somebody who does not always work. */
export function ShiftFields({ value, problemAt, onChange }: ShiftFieldsProps) {
  const id = useId();
  const { days, from, to } = value;
  const problem = problemAt("days");
  return (
    <FormLayout>
      <BlockStack gap="100">
        <div role="group" aria-labelledby={id}>
          <BlockStack gap="100">
            <Text as="span" id={id}>
              {settingsText.members.days}
            </Text>
            <InlineStack gap="400">
              {settingsText.weekdays.short.split(" ").map((name, index) => (
                <Checkbox key={name} label={name} checked={days.includes(index + 1)} onChange={(checked) => onChange({ ...value, days: checked ? [...days, index + 1].sort() : days.filter((day) => day !== index + 1) })} />
              ))}
            </InlineStack>
          </BlockStack>
        </div>
        {problem === undefined ? null : <InlineError fieldID={id} message={problem} />}
      </BlockStack>
      <FormLayout.Group condensed>
        <TimeField label={settingsText.from} value={from} error={problemAt("from")} onChange={(time) => onChange({ ...value, from: time })} />
        <TimeField label={settingsText.to} value={to} error={problemAt("to")} helpText={settingsText.members.overnight} onChange={(time) => onChange({ ...value, to: time })} />
      </FormLayout.Group>
    </FormLayout>
  );
}
