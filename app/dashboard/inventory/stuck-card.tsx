import { BlockStack, Divider, InlineStack, Link, Text } from "@shopify/polaris";
import { Fragment, type ReactNode } from "react";
import { orderUrl } from "#app/dashboard/orders/order-url.ts";
import type { StuckReservations } from "#app/domains/inventory/schema.ts";
import { useFormats } from "#app/ui/frame.tsx";
import { t } from "#app/ui/text.ts";
import { TitledCard } from "#app/ui/titled-card.tsx";
import { inventoryText } from "./inventory-text.ts";

const text = inventoryText.stuck;

/** The reservations that should have ended, with the orders that they belong to. */
export function StuckCard({ stuck: { reservations, total }, action }: { stuck: StuckReservations; action: ReactNode }) {
  const { ago, now, number } = useFormats();
  return (
    <TitledCard title={text.title} actions={action}>
      <BlockStack gap="300">
        <Text as="p">{total === 0 ? text.allGood : t(text.found, { count: total })}</Text>
        {reservations.map(({ reservationId, title, sku, orderId, orderName, quantity, expiresAt }) => (
          <Fragment key={reservationId}>
            <Divider />
            <InlineStack align="space-between" gap="200">
              <span className="break-anywhere">
                <Link url={orderUrl(orderId)}>{orderName ?? orderId}</Link>{" "}
                <Text as="span">{`${number(quantity)} × ${[title, sku].filter(Boolean).join(" · ")}`}</Text>
              </span>
              <Text as="span" tone="subdued">{`${text.ended} ${ago(expiresAt, now)}`}</Text>
            </InlineStack>
          </Fragment>
        ))}
        {total > reservations.length ? <Text as="p">{t(inventoryText.drift.more, { count: total - reservations.length })}</Text> : null}
      </BlockStack>
    </TitledCard>
  );
}
