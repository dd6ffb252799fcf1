import { BlockStack, Text } from "@shopify/polaris";

/** What somebody wrote to a thread, and below it who and when. */
export function SupportNote({ note, by }: { note: string; by: string }) {
  return (
    <BlockStack>
      <span className="break-anywhere">
        <Text as="p">{note}</Text>
      </span>
      <Text as="span" variant="bodySm" tone="subdued">
        {by}
      </Text>
    </BlockStack>
  );
}
