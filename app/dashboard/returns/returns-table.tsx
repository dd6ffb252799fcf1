import { BlockStack, Box, IndexTable, InlineStack, Text, useBreakpoints } from "@shopify/polaris";
import type { ReactNode } from "react";
import type { ReturnFeedRow } from "#app/domains/returns/return-feed.ts";
import { useFrame } from "#app/ui/frame.tsx";
import { InRow } from "#app/ui/in-row.tsx";
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
  const { narrow } = useFrame();
  const { smDown } = useBreakpoints({ defaults: { smDown: narrow } });
  const columns = [headings.order, headings.items, headings.state, headings.waiting, headings.refund, headings.shopify, headings.actions];
  return (
    <IndexTable
      condensed={smDown}
      selectable={false}
      resourceName={{ singular: boardText.return, plural: boardText.returns }}
      headings={[{ title: columns[0] ?? "" }, ...columns.slice(1).map((title) => ({ title }))]}
      itemCount={rows.length}
      loading={loading}
      emptyState={empty}
    >
      {rows.map((row, position) => (
        <IndexTable.Row key={row.id} id={row.id} position={position}>
          {smDown ? <ReturnEntry row={row} /> : <ReturnRowCells row={row} />}
        </IndexTable.Row>
      ))}
    </IndexTable>
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
