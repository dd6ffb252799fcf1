import { Box, InlineStack, Pagination, Text } from "@shopify/polaris";

export interface ListFooterProps {
  /** What is said of the list as a whole, at its foot. */
  words: string;
  paging: { label: string; first: string; next: string };
  isFirst: boolean;
  nextCursor: string | null;
  onFirst: () => void;
  onNext: (cursor: string) => void;
}

/** The foot of a list that is paged by cursors: on to the next page, and back to the first. */
export function ListFooter({ words, paging, isFirst, nextCursor, onFirst, onNext }: ListFooterProps) {
  return (
    <Box padding="200" paddingInline="300" borderBlockStartWidth="025" borderColor="border">
      <InlineStack align="space-between" blockAlign="center" gap="300">
        <Text as="span" variant="bodySm" tone="subdued">
          {words}
        </Text>
        <Pagination
          accessibilityLabel={paging.label}
          accessibilityLabels={{ previous: paging.first, next: paging.next }}
          hasPrevious={!isFirst}
          hasNext={nextCursor !== null}
          onPrevious={onFirst}
          onNext={() => nextCursor !== null && onNext(nextCursor)}
        />
      </InlineStack>
    </Box>
  );
}
