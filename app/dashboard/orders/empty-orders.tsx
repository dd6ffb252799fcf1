import { BlockStack, Box, Button, Icon, Text } from "@shopify/polaris";
import { OrderIcon, SearchIcon } from "@shopify/polaris-icons";
import { listText } from "./list-text.ts";
import { hasFilters, type ListView, noFilters } from "./list-view.ts";

const text = listText.empty;

/** Stands where a tab has no orders: what that means, and what to do. */
export function EmptyOrders({ view, onView }: { view: ListView; onView: (view: ListView) => void }) {
  const filtered = hasFilters(view.filters);
  const { title, body } = filtered ? text.filtered : text[view.tab];
  const action = actionOf(view, filtered);
  return (
    <Box paddingBlock="1600" paddingInline="400">
      <BlockStack gap="300" inlineAlign="center">
        <Icon source={filtered ? SearchIcon : OrderIcon} tone="subdued" />
        <BlockStack gap="100" inlineAlign="center">
          <Text as="h2" variant="headingMd" alignment="center">
            {title}
          </Text>
          <div style={{ maxInlineSize: "28rem" }}>
            <Text as="p" tone="subdued" alignment="center">
              {body}
            </Text>
          </div>
        </BlockStack>
        {action ? <Button onClick={() => onView(action.view)}>{action.label}</Button> : null}
      </BlockStack>
    </Box>
  );
}

function actionOf(view: ListView, filtered: boolean): { label: string; view: ListView } | undefined {
  if (filtered) return { label: text.clearFilters, view: { ...view, filters: noFilters, place: undefined } };
  if (view.tab === "all") return undefined;
  if (view.tab === "mine") return { label: text.showUnassigned, view: { ...view, tab: "unassigned", place: undefined } };
  return { label: text.showAll, view: { ...view, tab: "all", place: undefined } };
}
