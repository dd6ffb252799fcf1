import { BlockStack, Button, Collapsible, Divider, InlineStack, Link, Text } from "@shopify/polaris";
import { Fragment, useId, useState } from "react";
import { shipmentLook } from "#app/dashboard/orders/state-looks.ts";
import { timelineText } from "#app/dashboard/timeline/timeline-text.ts";
import type { OrderDetail } from "#app/domains/orders/order-detail.ts";
import { type Fact, Facts } from "#app/ui/facts.tsx";
import { useFormats } from "#app/ui/frame.tsx";
import { lookOf, readable, StatusBadge, type StatusLook } from "#app/ui/status-badge.tsx";
import { t } from "#app/ui/text.ts";
import { TitledCard } from "#app/ui/titled-card.tsx";
import { orderText } from "./order-text.ts";

type Shipment = OrderDetail["shipments"][number];

const text = orderText.shipments;
const carrierWords: Readonly<Record<string, unknown>> = timelineText;

/** What has left, where it is, and what its carriers have said. */
export function ShipmentsCard({ order }: { order: OrderDetail }) {
  return (
    <TitledCard title={text.title} empty={order.shipments.length === 0 ? text.empty : undefined} actions={<StatusBadge look={shipmentLook(order.shipment.status)} />}>
      <BlockStack gap="400">
        {order.shipments.map((shipment, index) => (
          <Fragment key={shipment.id}>
            {index > 0 ? <Divider /> : null}
            <ShipmentView shipment={shipment} />
          </Fragment>
        ))}
      </BlockStack>
    </TitledCard>
  );
}

function ShipmentView({ shipment }: { shipment: Shipment }) {
  const { dateTime, inlineDateTime, now } = useFormats();
  const count = shipment.lines.reduce((sum, { quantity }) => sum + quantity, 0);
  const facts: Fact[] = [
    { label: text.number, value: <TrackingLink tracking={shipment.tracking} /> },
    ...(shipment.tracking?.carrier ? [{ label: text.carrier, value: shipment.tracking.carrier }] : []),
  ];
  const times = [
    ...(shipment.carrierStatusAt ? [t(text.last, { time: inlineDateTime(shipment.carrierStatusAt, now) })] : []),
    ...(shipment.estimatedDeliveryAt ? [t(text.expected, { time: inlineDateTime(shipment.estimatedDeliveryAt, now) })] : []),
    ...(count > 0 ? [t(text.items, { count })] : []),
  ];
  return (
    <BlockStack gap="200">
      <InlineStack align="space-between" gap="200" blockAlign="center">
        <Text as="h3" fontWeight="medium">
          {shipment.name ?? dateTime(shipment.createdAt, now)}
        </Text>
        <StatusBadge look={shipment.carrierStatus ? { ...shipmentLook(shipment.carrierStatus), text: carrierWord(shipment.carrierStatus) } : lookOf(shipmentStates, shipment.status)} />
      </InlineStack>
      <Facts facts={facts} />
      {times.length > 0 ? (
        <Text as="p" variant="bodySm" tone="subdued">
          {times.join(" · ")}
        </Text>
      ) : null}
      <CarrierEvents events={shipment.events} />
    </BlockStack>
  );
}

function TrackingLink({ tracking }: Pick<Shipment, "tracking">) {
  if (!tracking) return <Text as="span">{text.noTracking}</Text>;
  if (!tracking.url) return <Text as="span">{tracking.number}</Text>;
  return (
    <Link url={tracking.url} target="_blank" accessibilityLabel={t(text.track, { number: tracking.number })}>
      {tracking.number}
    </Link>
  );
}

function CarrierEvents({ events }: Pick<Shipment, "events">) {
  const { dateTime, now } = useFormats();
  const [open, setOpen] = useState(false);
  const listId = useId();
  if (events.length === 0) {
    return (
      <Text as="p" variant="bodySm" tone="subdued">
        {text.noEvents}
      </Text>
    );
  }
  return (
    <BlockStack gap="200">
      <div>
        <Button variant="plain" disclosure={open ? "up" : "down"} ariaExpanded={open} ariaControls={listId} onClick={() => setOpen(!open)}>
          {t(text.events, { count: events.length })}
        </Button>
      </div>
      <Collapsible id={listId} open={open}>
        <ol className="timeline">
          {events.map(({ at, status, message, source }) => (
            <li key={`${at} ${status}`}>
              <BlockStack>
                <Text as="span">{message ? `${carrierWord(status)}: ${message}` : carrierWord(status)}</Text>
                <Text as="span" variant="bodySm" tone="subdued">
                  {`${dateTime(at, now)} · ${t(text.source, { source })}`}
                </Text>
              </BlockStack>
            </li>
          ))}
        </ol>
      </Collapsible>
    </BlockStack>
  );
}

/** Shopify's own states of a fulfilment, for one of which no carrier has said anything. */
const shipmentStates: Readonly<Record<string, StatusLook>> = {
  success: { text: text.states.success },
  cancelled: { text: text.states.cancelled },
  error: { text: text.states.error, tone: "critical" },
  failure: { text: text.states.failure, tone: "critical" },
};

function carrierWord(status: string): string {
  const words = carrierWords[`shipment.${status}`];
  return typeof words === "string" ? words : readable(status);
}
