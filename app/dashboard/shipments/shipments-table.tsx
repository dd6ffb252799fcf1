import { BlockStack, Box, Button, ButtonGroup, IndexTable, InlineStack, Link, Text, Tooltip } from "@shopify/polaris";
import type { ReactNode } from "react";
import { useOrdersActions } from "#app/dashboard/actions/actions-provider.tsx";
import type { OrderTarget } from "#app/dashboard/actions/drafts.ts";
import { numberOf, orderUrl } from "#app/dashboard/orders/order-url.ts";
import { shipmentLook } from "#app/dashboard/orders/state-looks.ts";
import type { ShipmentRow } from "#app/domains/shipments/schema.ts";
import { useFormats, useRefusal } from "#app/ui/frame.tsx";
import { InRow } from "#app/ui/in-row.tsx";
import { RowsTable } from "#app/ui/rows-table.tsx";
import { StatusBadge } from "#app/ui/status-badge.tsx";
import { t } from "#app/ui/text.ts";
import { shipmentsText as text } from "./shipments-text.ts";

export interface ShipmentsTableProps {
  rows: readonly ShipmentRow[];
  loading: boolean;
  empty: ReactNode;
}

/** The shipments of a page: a table, or on a narrow screen a list of cards. */
export function ShipmentsTable({ rows, loading, empty }: ShipmentsTableProps) {
  const { headings } = text;
  return (
    <RowsTable
      name={{ singular: text.shipment, plural: text.shipments }}
      headings={[{ title: headings.order }, { title: headings.state }, { title: headings.tracking }, { title: headings.last }, { title: headings.expected }, { title: headings.actions }]}
      rows={rows}
      idOf={({ id }) => id}
      cells={(row) => <ShipmentCells row={row} />}
      entry={(row) => <ShipmentEntry row={row} />}
      loading={loading}
      empty={empty}
    />
  );
}

function ShipmentCells({ row }: { row: ShipmentRow }) {
  const { dateTime, now } = useFormats();
  return (
    <>
      <IndexTable.Cell>
        <ShipmentOrder row={row} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <StatusBadge look={shipmentLook(row.status)} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <InRow>
          <TrackingNumber row={row} />
        </InRow>
      </IndexTable.Cell>
      <IndexTable.Cell>{row.lastUpdateAt ? dateTime(row.lastUpdateAt, now) : text.noWord}</IndexTable.Cell>
      <IndexTable.Cell>{row.estimatedDeliveryAt ? dateTime(row.estimatedDeliveryAt, now) : ""}</IndexTable.Cell>
      <IndexTable.Cell>
        <InRow>
          <ShipmentActions row={row} />
        </InRow>
      </IndexTable.Cell>
    </>
  );
}

function ShipmentEntry({ row }: { row: ShipmentRow }) {
  const { dateTime, now } = useFormats();
  return (
    <Box padding="300" width="100%">
      <BlockStack gap="200">
        <InlineStack align="space-between" gap="200">
          <ShipmentOrder row={row} />
          <StatusBadge look={shipmentLook(row.status)} />
        </InlineStack>
        <InlineStack align="space-between" gap="200">
          <InRow>
          <TrackingNumber row={row} />
        </InRow>
          <Text as="span" variant="bodySm" tone="subdued">
            {row.lastUpdateAt ? dateTime(row.lastUpdateAt, now) : text.noWord}
          </Text>
        </InlineStack>
        <InRow>
          <ShipmentActions row={row} />
        </InRow>
      </BlockStack>
    </Box>
  );
}

function ShipmentOrder({ row: { order_id: id, order_number: name } }: { row: ShipmentRow }) {
  if (id === undefined) {
    return (
      <Tooltip content={t(text.unknownOrderHelp, { reference: name ?? "" })}>
        <Text as="span" tone="subdued">
          {name ?? text.unknownOrder}
        </Text>
      </Tooltip>
    );
  }
  return (
    <Link url={orderUrl(id)} dataPrimaryLink monochrome removeUnderline>
      <Text as="span" fontWeight="semibold">
        {name ?? numberOf(id)}
      </Text>
    </Link>
  );
}

function TrackingNumber({ row: { tracking } }: { row: ShipmentRow }) {
  if (!tracking) {
    return (
      <Text as="span" tone="subdued">
        {text.noTracking}
      </Text>
    );
  }
  const words = tracking.carrier ? `${tracking.carrier} ${tracking.number}` : tracking.number;
  if (!tracking.url) return <Text as="span">{words}</Text>;
  return (
    <Link url={tracking.url} target="_blank">
      {words}
    </Link>
  );
}

/** What helps a shipment that hangs: a tracking number, or somebody who writes to the customer. */
function ShipmentActions({ row }: { row: ShipmentRow }) {
  const refusal = useRefusal("orders:write");
  const { openDialog } = useOrdersActions();
  const target = targetOf(row);
  if (!target || row.status === "delivered") return null;
  return (
    <ButtonGroup noWrap>
      <Button size="slim" disabled={refusal !== undefined} onClick={() => openDialog({ action: "fulfill", targets: [target] })}>
        {row.tracking ? text.updateTracking : text.addTracking}
      </Button>
      <Button size="slim" disabled={refusal !== undefined} onClick={() => openDialog({ action: "support", targets: [target] })}>
        {text.escalate}
      </Button>
    </ButtonGroup>
  );
}

/** The order of a row, as far as the actions have to know it; undefined for one that is not known. */
function targetOf({ id: shipmentId, order_id: id, order_number: name, tracking }: ShipmentRow): OrderTarget | undefined {
  if (id === undefined) return undefined;
  const fulfillmentStatus = shipmentId.includes("/Fulfillment/") ? "fulfilled" : "unfulfilled";
  return { id, name: name ?? id, assignedTo: null, assignmentVersion: undefined, cancelled: false, fulfillmentStatus, tracking, refused: false, hasOpenReturn: false };
}
