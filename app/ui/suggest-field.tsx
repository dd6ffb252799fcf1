import { Autocomplete, type AutocompleteProps } from "@shopify/polaris";
import { useMemo } from "react";

export interface SuggestFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  suggestions: readonly string[];
  helpText?: string;
  error?: string;
  maxLength?: number;
  disabled?: boolean;
  autoFocus?: boolean;
  requiredIndicator?: boolean;
}

/** A text field that suggests values while somebody types, and takes any other. */
export function SuggestField({ label, value, onChange, suggestions, ...field }: SuggestFieldProps) {
  const options = useMemo(() => {
    const typed = value.trim().toLowerCase();
    // A list that opens by itself would lie over the rest of the form.
    if (typed === "") return [];
    // A value that is one of the suggestions has been chosen: nothing is to lie over the form any more.
    if (suggestions.some((suggestion) => suggestion.toLowerCase() === typed)) return [];
    return suggestions.filter((suggestion) => suggestion.toLowerCase().includes(typed)).map((suggestion) => ({ value: suggestion, label: suggestion }));
  }, [suggestions, value]);

  const select: AutocompleteProps["onSelect"] = ([selected]) => {
    if (selected !== undefined) onChange(selected);
  };
  return (
    <Autocomplete
      options={options}
      selected={value ? [value] : []}
      onSelect={select}
      textField={<Autocomplete.TextField label={label} value={value} onChange={onChange} autoComplete="off" {...field} />}
    />
  );
}
