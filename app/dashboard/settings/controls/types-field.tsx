import { BlockStack, Box, ChoiceList } from "@shopify/polaris";
import { settingsText as text } from "../settings-text.ts";

interface TypesFieldProps {
  label: string;
  help: string;
  value: string[] | null;
  eventTypes: readonly string[];
  error: string | undefined;
  onChange: (value: unknown) => void;
}

/** All event types, or some of them. */
export function TypesField({ label, help, value, eventTypes, error, onChange }: TypesFieldProps) {
  const all = [...new Set([...eventTypes, ...(value ?? [])])];
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
          <ChoiceList allowMultiple titleHidden title={label} choices={all.map((type) => ({ value: type, label: type }))} selected={value} onChange={onChange} />
        </Box>
      )}
    </BlockStack>
  );
}
