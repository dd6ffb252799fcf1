import { BlockStack, Box, FormLayout, Select, Text } from "@shopify/polaris";
import { Condition, Disposition } from "#app/domains/returns/schema.ts";
import { t } from "#app/ui/text.ts";
import { actionText } from "./action-text.ts";
import type { InspectedItem } from "./inspected-items.ts";

const text = actionText.inspection;

export interface InspectionFieldsProps {
  items: readonly InspectedItem[];
  onChange: (items: InspectedItem[]) => void;
}

/** What came back, line by line: how many, in what condition, and what becomes of it. */
export function InspectionFields({ items, onChange }: InspectionFieldsProps) {
  const change = (id: string, part: Partial<InspectedItem>) => onChange(items.map((item) => (item.id === id ? { ...item, ...part } : item)));
  return (
    <BlockStack gap="300">
      {items.map((item) => (
        <Box key={item.id} background="bg-surface-secondary" padding="300" borderRadius="200">
          <BlockStack gap="200">
            <Text as="h3" variant="headingSm" breakWord>
              {item.title}
            </Text>
            <FormLayout>
              <FormLayout.Group condensed>
                <Select label={t(text.received, { count: item.expected })} options={amounts(item.expected)} value={String(item.received)} onChange={(value) => change(item.id, { received: Number(value) })} />
                <Select label={text.condition} options={conditions} value={item.condition} onChange={(value) => change(item.id, { condition: Condition.options.find((known) => known === value) ?? "" })} />
                <Select label={text.disposition} options={dispositions} value={item.disposition} onChange={(value) => change(item.id, { disposition: Disposition.options.find((known) => known === value) ?? "" })} />
              </FormLayout.Group>
            </FormLayout>
          </BlockStack>
        </Box>
      ))}
    </BlockStack>
  );
}

function amounts(most: number) {
  return Array.from({ length: most + 1 }, (_, count) => ({ label: String(count), value: String(count) })).toReversed();
}

const conditions = [{ label: text.notSaid, value: "" }, ...Condition.options.map((value) => ({ value, label: text.conditions[value] }))];
const dispositions = [{ label: text.notSaid, value: "" }, ...Disposition.options.map((value) => ({ value, label: text.dispositions[value] }))];
