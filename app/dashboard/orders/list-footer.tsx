import { Box, InlineStack, Pagination, Select, Text } from "@shopify/polaris";
import type { OrdersPage } from "#app/domains/orders/schema.ts";
import { useFormats } from "#app/ui/frame.tsx";
import { t } from "#app/ui/text.ts";
import { listText } from "./list-text.ts";
import { type ListView, pageSizes, rangeOf } from "./list-view.ts";

const text = listText.paging;

export interface ListFooterProps {
  view: ListView;
  page: OrdersPage;
  /** How many orders match, in words that say when there are more. */
  total: string;
  onView: (view: ListView) => void;
}

/** Below the list: where it is, on and back, how long a page is, and how the orders are sorted. */
export function ListFooter({ view, page: { pageInfo, shipments }, total, onView }: ListFooterProps) {
  const { ago, now, number } = useFormats();
  const { from, to } = rangeOf(pageInfo);
  const sizes = [...new Set([...pageSizes, view.pageSize])].toSorted((a, b) => a - b);
  return (
    <Box padding="200" paddingInline="300" borderBlockStartWidth="025" borderColor="border">
      <InlineStack align="space-between" blockAlign="center" gap="300">
        <Text as="span" variant="bodySm" tone="subdued">
          {shipments.lastRefreshAt ? t(listText.refreshed, { ago: ago(shipments.lastRefreshAt, now) }) : listText.newestFirst}
        </Text>
        <Pagination
          accessibilityLabel={text.label}
          accessibilityLabels={{ previous: text.previous, next: text.next }}
          label={
            <Text as="span" variant="bodySm">
              {t(text.range, { from: number(from), to: number(to), total })}
            </Text>
          }
          hasPrevious={pageInfo.hasPreviousPage}
          hasNext={pageInfo.hasNextPage}
          onPrevious={() => turn(view, pageInfo.previousCursor, "prev", onView)}
          onNext={() => turn(view, pageInfo.nextCursor, "next", onView)}
        />
        <Select label={text.size} labelInline options={sizes.map(String)} value={String(view.pageSize)} onChange={(size) => onView({ ...view, pageSize: Number(size), place: undefined })} />
      </InlineStack>
    </Box>
  );
}

/** Goes to the page after or before the one that is shown. */
export function turn(view: ListView, cursor: string | null, direction: "next" | "prev", onView: (view: ListView) => void): void {
  if (cursor !== null) onView({ ...view, place: { cursor, direction } });
}
