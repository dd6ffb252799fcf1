import { BlockStack, Box, IndexTable, InlineStack, Link, Text } from "@shopify/polaris";
import { orderUrl } from "#app/dashboard/orders/order-url.ts";
import type { PendingEvent } from "#app/domains/outbox/schema.ts";
import { useFormats } from "#app/ui/frame.tsx";
import { InRow } from "#app/ui/in-row.tsx";
import { RowsTable } from "#app/ui/rows-table.tsx";
import { t } from "#app/ui/text.ts";
import { callName } from "./call-name.ts";
import { opsText } from "./ops-text.ts";

const text = opsText.pending;

export interface PendingTableProps {
  rows: readonly PendingEvent[];
  /** The names of destinations for people. */
  labels: ReadonlyMap<string, string>;
}

/** Events that are still to leave: a table, or on a narrow screen one below the other. */
export function PendingTable({ rows, labels }: PendingTableProps) {
  const { headings } = text;
  const labelOf = ({ destination }: PendingEvent) => labels.get(destination) ?? text.removed;
  return (
    <RowsTable
      name={{ singular: text.event, plural: text.events }}
      headings={[{ title: headings.call }, { title: headings.order }, { title: headings.destination }, { title: headings.since }, { title: headings.attempts, alignment: "end" }, { title: headings.next }]}
      rows={rows}
      idOf={({ eventId }) => eventId}
      cells={(row) => <Cells row={row} label={labelOf(row)} />}
      entry={(row) => <Entry row={row} label={labelOf(row)} />}
    />
  );
}

interface RowProps {
  row: PendingEvent;
  label: string;
}

function Cells({ row, label }: RowProps) {
  const { ago, now, number } = useFormats();
  const { Cell } = IndexTable;
  return (
    <>
      <Cell>
        <CallName row={row} />
      </Cell>
      <Cell>
        <OrderOf row={row} />
      </Cell>
      <Cell>{label}</Cell>
      <Cell>{ago(row.createdAt, now)}</Cell>
      <Cell>
        <Text as="span" alignment="end" numeric>
          {number(row.attempts)}
        </Text>
      </Cell>
      <Cell className="pending-next">
        <Next row={row} />
      </Cell>
    </>
  );
}

function Entry({ row, label }: RowProps) {
  const { ago, now } = useFormats();
  return (
    <Box padding="300" width="100%">
      <BlockStack gap="100">
        <InlineStack align="space-between" gap="200">
          <CallName row={row} />
          <OrderOf row={row} />
        </InlineStack>
        <Text as="span" variant="bodySm" tone="subdued">
          {`${label} · ${ago(row.createdAt, now)} · ${t(opsText.attempts, { count: row.attempts })}`}
        </Text>
        <Next row={row} />
      </BlockStack>
    </Box>
  );
}

function CallName({ row }: { row: PendingEvent }) {
  return (
    <Text as="span" fontWeight="medium">
      {callName(row.eventType)}
    </Text>
  );
}

function OrderOf({ row: { orderId, orderName } }: { row: PendingEvent }) {
  if (orderId === null) return null;
  return (
    <InRow>
      <Link url={orderUrl(orderId)}>{orderName ?? opsText.order}</Link>
    </InRow>
  );
}

/** What it waits for, and why its last attempt failed. */
function Next({ row: { waitsFor, nextAttemptAt, lastError } }: { row: PendingEvent }) {
  const { inlineDateTime, now } = useFormats();
  return (
    <BlockStack>
      <Text as="span">{t(text.waitsFor[waitsFor], { time: inlineDateTime(nextAttemptAt, now) })}</Text>
      {lastError === null ? null : (
        <Text as="span" variant="bodySm" tone="subdued" breakWord>
          {lastError}
        </Text>
      )}
    </BlockStack>
  );
}
