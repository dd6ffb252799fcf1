import { BlockStack, Box, Checkbox, InlineError, InlineStack, Text } from "@shopify/polaris";
import { useId } from "react";
import { t } from "#app/ui/text.ts";
import { settingsText as text } from "../settings-text.ts";
import type { OpenDayDraft } from "./drafts.ts";
import type { ListProps } from "./list-field.tsx";
import { TimeField } from "./time-field.tsx";

const usual = { from: "09:00", to: "18:00" };

/** When the shop works: a line a day. */
export function OpenDaysField({ label, help, value, problemAt, onChange, onMoved }: ListProps<OpenDayDraft>) {
  const id = useId();
  const problem = problemAt();
  const put = (days: OpenDayDraft[]) => onChange(days.sort((a, b) => a.day - b.day));
  return (
    <Box as="section" aria-labelledby={id}>
      <BlockStack gap="200">
        <Text as="span" id={id}>
          {label}
        </Text>
        {text.weekdays.long.split(" ").map((name, index) => {
          const day = index + 1;
          const place = value.findIndex((each) => each.day === day);
          const open = value[place];
          const others = value.filter((each) => each.day !== day);
          const toggle = (checked: boolean) => {
            onMoved();
            put(checked ? [...others, { day, ...usual }] : others);
          };
          return (
            <InlineStack key={name} gap="300" blockAlign="center">
              <Box minWidth="8.5rem">
                <Checkbox label={name} checked={open !== undefined} onChange={toggle} />
              </Box>
              {open ? (
                <InlineStack gap="200" blockAlign="start" wrap={false}>
                  <TimeField label={t(text.opens, { day: name })} labelHidden value={open.from} error={problemAt(`${place}.from`)} onChange={(from) => put([...others, { ...open, from }])} />
                  <Box paddingBlockStart="150">–</Box>
                  <TimeField ends label={t(text.closes, { day: name })} labelHidden value={open.to} error={problemAt(`${place}.to`)} onChange={(to) => put([...others, { ...open, to }])} />
                </InlineStack>
              ) : (
                <Text as="span" tone="subdued">
                  {text.closed}
                </Text>
              )}
            </InlineStack>
          );
        })}
        {problem === undefined ? null : <InlineError fieldID={id} message={problem} />}
        <Text as="p" tone="subdued">
          {help}
        </Text>
      </BlockStack>
    </Box>
  );
}
