import { BlockStack, ChoiceList, TextField } from "@shopify/polaris";
import { SuggestField } from "#app/ui/suggest-field.tsx";
import { type DatePreset, presetOf, rangeOfPreset } from "./date-presets.ts";
import { listText } from "./list-text.ts";
import { type ListFilters, priorities, workflowStates } from "./list-view.ts";
import { stateText } from "./state-text.ts";

const text = listText.filters;

export interface FilterFieldProps {
  filters: ListFilters;
  onChange: (part: Partial<ListFilters>) => void;
}

export function StatusField({ filters, onChange }: FilterFieldProps) {
  return (
    <ChoiceList
      title={text.status}
      titleHidden
      allowMultiple
      choices={workflowStates.map((value) => ({ value, label: stateText.workflow[value] }))}
      selected={[...filters.status]}
      onChange={(chosen) => onChange({ status: workflowStates.filter((state) => chosen.includes(state)) })}
    />
  );
}

export function PriorityField({ filters, onChange }: FilterFieldProps) {
  return (
    <ChoiceList
      title={text.priority}
      titleHidden
      choices={priorities.toReversed().map((value) => ({ value, label: stateText.priority[value] }))}
      selected={filters.priority ? [filters.priority] : []}
      onChange={([chosen]) => onChange({ priority: priorities.find((priority) => priority === chosen) })}
    />
  );
}

export function AssigneeField({ filters, onChange, assignees }: FilterFieldProps & { assignees: readonly string[] }) {
  const known = filters.assignee === "none" || assignees.includes(filters.assignee);
  return (
    <BlockStack gap="300">
      <ChoiceList
        title={text.assignee}
        titleHidden
        choices={[{ value: "none", label: text.nobody }, ...assignees.map((name) => ({ value: name, label: name }))]}
        selected={known ? [filters.assignee] : []}
        onChange={([chosen]) => onChange({ assignee: chosen ?? "" })}
      />
      <SuggestField label={text.somebodyElse} value={known ? "" : filters.assignee} onChange={(assignee) => onChange({ assignee })} suggestions={[]} />
    </BlockStack>
  );
}

/** A range of days of the shop; `today` is the day that it is there now. */
export function DateField({ filters, onChange, today }: FilterFieldProps & { today: string }) {
  const preset = presetOf(filters, today);
  const labels: Record<DatePreset, string> = { today: text.today, last7: text.last7, last30: text.last30, custom: text.custom };
  const choices = Object.entries(labels).map(([value, label]) => ({ value, label }));
  return (
    <BlockStack gap="300">
      <ChoiceList
        title={text.date}
        titleHidden
        choices={choices}
        selected={preset ? [preset] : []}
        onChange={([chosen]) => {
          const range = rangeOfPreset(chosen, today);
          if (range) onChange(range);
        }}
      />
      <TextField label={text.from} type="date" value={filters.from} max={filters.to || undefined} onChange={(from) => onChange({ from })} autoComplete="off" />
      <TextField label={text.to} type="date" value={filters.to} min={filters.from || undefined} onChange={(to) => onChange({ to })} autoComplete="off" />
    </BlockStack>
  );
}
