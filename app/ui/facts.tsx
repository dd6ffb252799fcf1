import { BlockStack, InlineStack, Text } from "@shopify/polaris";
import type { ReactNode } from "react";

export interface Fact {
  label: string;
  value: ReactNode;
}

/** Names and values in two columns, one pair a line. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  if (facts.length === 0) return null;
  return (
    <BlockStack gap="150">
      {facts.map(({ label, value }) => (
        <InlineStack key={label} align="space-between" blockAlign="start" gap="200" wrap={false}>
          <Text as="span" tone="subdued">
            {label}
          </Text>
          <span className="break-anywhere" style={{ textAlign: "end" }}>
            {typeof value === "string" ? <Text as="span">{value}</Text> : value}
          </span>
        </InlineStack>
      ))}
    </BlockStack>
  );
}
