import { BlockStack, Box, Card, InlineStack, Text } from "@shopify/polaris";
import { type ReactNode, useId } from "react";

export interface TitledCardProps {
  title: string;
  /** Beside the title, at its end. */
  actions?: ReactNode;
  /** Said when there is nothing to show. */
  empty?: string;
  children?: ReactNode;
}

/** A card with a heading, which is a landmark for screen readers. With `empty`, a quiet line stands for its content. */
export function TitledCard({ title, actions, empty, children }: TitledCardProps) {
  const headingId = useId();
  return (
    <Box as="section" aria-labelledby={headingId}>
      <Card>
        <BlockStack gap="300">
          <InlineStack align="space-between" blockAlign="center" gap="200">
            <Text as="h2" variant="headingSm" id={headingId}>
              {title}
            </Text>
            {actions}
          </InlineStack>
          {empty === undefined ? (
            children
          ) : (
            <Text as="p" tone="subdued">
              {empty}
            </Text>
          )}
        </BlockStack>
      </Card>
    </Box>
  );
}
