import { BlockStack, Box, IndexTable, InlineStack, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import type { ReturnFeedRow } from "#app/domains/returns/return-feed.ts";
import { InRow } from "#app/ui/in-row.tsx";
import { RowsTable } from "#app/ui/rows-table.tsx";
import { boardText } from "./board-text.ts";
import { ReturnActions } from "./return-actions.tsx";
import { ReturnItems, ReturnOrder, ReturnStateBadges, ReturnWaiting, useRefundWords } from "./return-cells.tsx";
import { returnTargetOf } from "./return-target.ts";
import { SyncChip } from "./sync-chip.tsx";

const { headings } = boardText;

export interface ReturnsTableProps {
  rows: readonly ReturnFeedRow[];
  loading: boolean;
  empty: ReactNode;
}

/** The returns of a page: a table, or on a narrow screen a list of cards. */
export function ReturnsTable({ rows, loading, empty }: ReturnsTableProps) {
  return (
    <RowsTable
      name={{ singular: boardText.return, plural: boardText.returns }}
      headings={[{ title: headings.order }, { title: headings.items }, { title: headings.state }, { title: headings.waiting }, { title: headings.refund }, { title: headings.shopify }, { title: headings.actions }]}
      rows={rows}
      idOf={({ id }) => id}
      cells={(row) => <ReturnRowCells row={row} />}
      entry={(row) => <ReturnEntry row={row} />}
      loading={loading}
      empty={empty}
    />
  );
}

function ReturnRowCells({ row }: { row: ReturnFeedRow }) {
  const refundWords = useRefundWords();
  return (
    <>
      <IndexTable.Cell>
        <ReturnOrder row={row} />
        <Text as="p" variant="bodySm" tone="subdued">
          {row.name ?? boardText.noName}
        </Text>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <ReturnItems lines={row.lines} />
        <Text as="p" variant="bodySm" tone="subdued" truncate>
          {row.reason ?? row.lines.find(({ reason }) => reason)?.reason ?? ""}
        </Text>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <ReturnStateBadges row={row} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <ReturnWaiting row={row} />
      </IndexTable.Cell>
      <IndexTable.Cell>{refundWords(row.refunds)}</IndexTable.Cell>
      <IndexTable.Cell>
        <SyncChip item={row} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <InRow>
          <ReturnActions item={row} target={returnTargetOf(row)} actions={row.actions} />
        </InRow>
      </IndexTable.Cell>
    </>
  );
}

function ReturnEntry({ row }: { row: ReturnFeedRow }) {
  const refund = useRefundWords()(row.refunds);
  return (
    <Box padding="300" width="100%">
      <BlockStack gap="200">
        <InlineStack align="space-between" gap="200">
          <InlineStack gap="200">
            <ReturnOrder row={row} />
            <Text as="span" tone="subdued">
              {row.name ?? boardText.noName}
            </Text>
          </InlineStack>
          <SyncChip item={row} />
        </InlineStack>
        <ReturnItems lines={row.lines} />
        <ReturnStateBadges row={row} />
        <ReturnWaiting row={row} />
        {refund ? <Text as="span">{refund}</Text> : null}
        <InRow>
          <ReturnActions item={row} target={returnTargetOf(row)} actions={row.actions} />
        </InRow>
      </BlockStack>
    </Box>
  );
}
