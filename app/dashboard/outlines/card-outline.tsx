import { BlockStack, Card, SkeletonBodyText, SkeletonDisplayText } from "@shopify/polaris";

/** The outlines of cards, one below the other, with so many lines each. */
export function CardOutlines({ lines }: { lines: readonly number[] }) {
  return (
    <BlockStack gap="400">
      {lines.map((count, index) => (
        <Card key={index}>
          <BlockStack gap="300">
            <SkeletonDisplayText size="small" maxWidth="20ch" />
            <SkeletonBodyText lines={count} />
          </BlockStack>
        </Card>
      ))}
    </BlockStack>
  );
}
