import { BlockStack, Box, Button, Text } from "@shopify/polaris";

export interface EmptyListProps {
  words: { title: string; body: string };
  /** The way to where something is, if there is one. */
  action?: { content: string; onAction: () => void } | undefined;
}

/** Stands where a list has no rows: why, and what to do next. */
export function EmptyList({ words: { title, body }, action }: EmptyListProps) {
  return (
    <Box paddingBlock="1600" paddingInline="400">
      <BlockStack gap="300" inlineAlign="center">
        <Text as="h2" variant="headingMd" alignment="center">
          {title}
        </Text>
        <div className="empty-words">
          <Text as="p" tone="subdued" alignment="center">
            {body}
          </Text>
        </div>
        {action ? <Button onClick={action.onAction}>{action.content}</Button> : null}
      </BlockStack>
    </Box>
  );
}
