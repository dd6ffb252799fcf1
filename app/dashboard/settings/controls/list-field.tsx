import { BlockStack, Box, Button, ButtonGroup, InlineError, InlineStack, Text } from "@shopify/polaris";
import { ArrowDownIcon, ArrowUpIcon, DeleteIcon, PlusIcon } from "@shopify/polaris-icons";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { t } from "#app/ui/text.ts";
import { settingsText } from "../settings-text.ts";

const text = settingsText.list;

/** What every list of things to set is given. */
export interface ListProps<Item> {
  label: string;
  help: string;
  value: readonly Item[];
  problemAt: (part?: string) => string | undefined;
  onChange: (value: Item[]) => void;
  onMoved: () => void;
}

interface ListFieldProps<Item> extends ListProps<Item> {
  empty: string;
  addLabel: string;
  /** What an item is called, in its heading and to who cannot see it. */
  nameOf: (item: Item, index: number) => string;
  newItem: () => Item;
  /** The order of the items counts: they can be moved. */
  ordered?: boolean;
  children: (item: Item, change: (changes: Partial<Item>) => void, index: number) => ReactNode;
}

/** Things to add, change, remove and, where their order counts, move; by keyboard too: the focus stays with what was moved. */
export function ListField<Item>({ label, help, value, problemAt, onChange, onMoved, empty, addLabel, nameOf, newItem, ordered = false, children }: ListFieldProps<Item>) {
  const id = useId();
  const toFocus = useRef<string[]>([]);
  useEffect(() => {
    for (const each of toFocus.current) {
      const element = document.getElementById(each);
      if (!element || element.hasAttribute("disabled") || element.getAttribute("aria-disabled") === "true") continue;
      (element.matches("button") ? element : (element.querySelector<HTMLElement>("input, select, button") ?? element)).focus();
      break;
    }
    toFocus.current = [];
  });

  const put = (items: Item[], ...focus: string[]) => {
    toFocus.current = focus;
    onMoved();
    onChange(items);
  };
  const move = (index: number, by: 1 | -1) => {
    const items = [...value];
    const [item] = items.splice(index, 1);
    if (item === undefined) return;
    items.splice(index + by, 0, item);
    const [same, other] = by === 1 ? ["down", "up"] : ["up", "down"];
    put(items, `${id}-${index + by}-${same}`, `${id}-${index + by}-${other}`);
  };
  return (
    <Box as="section" aria-labelledby={`${id}-label`}>
      <BlockStack gap="300">
        <BlockStack gap="100">
          <Text as="h2" variant="headingSm" id={`${id}-label`}>
            {label}
          </Text>
          <Text as="p" tone="subdued">
            {help}
          </Text>
          <Problem id={id} message={problemAt()} />
        </BlockStack>
        {value.length === 0 ? (
          <Text as="p" tone="subdued">
            {empty}
          </Text>
        ) : null}
        {value.map((item, index) => {
          const name = nameOf(item, index);
          return (
            // Items have no identity but their place.
            <Box key={index} as="div" role="group" aria-label={name} padding="400" borderWidth="025" borderColor="border" borderRadius="200">
              <BlockStack gap="300">
                <InlineStack align="space-between" blockAlign="center" gap="200">
                  <Text as="h3" variant="headingSm">
                    {name}
                  </Text>
                  <ButtonGroup>
                    {ordered ? <Button id={`${id}-${index}-up`} icon={ArrowUpIcon} variant="tertiary" accessibilityLabel={t(text.up, { name })} disabled={index === 0} onClick={() => move(index, -1)} /> : null}
                    {ordered ? <Button id={`${id}-${index}-down`} icon={ArrowDownIcon} variant="tertiary" accessibilityLabel={t(text.down, { name })} disabled={index === value.length - 1} onClick={() => move(index, 1)} /> : null}
                    <Button
                      id={`${id}-${index}-remove`}
                      icon={DeleteIcon}
                      variant="tertiary"
                      accessibilityLabel={t(text.remove, { name })}
                      onClick={() => put(value.filter((_, place) => place !== index), `${id}-${index}-remove`, `${id}-${index - 1}-remove`, `${id}-add`)}
                    />
                  </ButtonGroup>
                </InlineStack>
                <Problem id={`${id}-${index}`} message={problemAt(String(index))} />
                <div id={`${id}-${index}-fields`}>{children(item, (changes) => onChange(value.map((each, place) => (place === index ? { ...each, ...changes } : each))), index)}</div>
              </BlockStack>
            </Box>
          );
        })}
        <InlineStack>
          <Button id={`${id}-add`} icon={PlusIcon} onClick={() => put([...value, newItem()], `${id}-${value.length}-fields`)}>
            {addLabel}
          </Button>
        </InlineStack>
      </BlockStack>
    </Box>
  );
}

function Problem({ id, message }: { id: string; message: string | undefined }) {
  return message === undefined ? null : <InlineError fieldID={id} message={message} />;
}
