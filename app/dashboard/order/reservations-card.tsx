import { BlockStack, InlineStack, Text } from "@shopify/polaris";
import type { OrderDetail } from "#app/domains/orders/order-detail.ts";
import { useFormats } from "#app/ui/frame.tsx";
import { lookOf, StatusBadge, type StatusLook } from "#app/ui/status-badge.tsx";
import { t } from "#app/ui/text.ts";
import { TitledCard } from "#app/ui/titled-card.tsx";
import { orderText } from "./order-text.ts";

const text = orderText.reservations;

const looks: Readonly<Record<string, StatusLook>> = {
  ACTIVE: { text: text.active, tone: "info" },
  COMMITTED: { text: text.committed, tone: "success" },
  RELEASED: { text: text.released },
  EXPIRED: { text: text.expired, tone: "warning" },
};

/** What is set aside for the order, until when, and what became of what was. */
export function ReservationsCard({ reservations }: Pick<OrderDetail, "reservations">) {
  const { inlineDateTime, now } = useFormats();
  return (
    <TitledCard title={text.title} empty={reservations.length === 0 ? text.empty : undefined}>
      <BlockStack gap="300">
        {reservations.map(({ id, title, sku, variantId, quantity, status, expiresAt, settledAt }) => (
          <BlockStack key={id} gap="050">
            <InlineStack align="space-between" blockAlign="start" gap="200" wrap={false}>
              <span className="break-anywhere">
                <Text as="span">{t(text.line, { count: quantity, title: title ?? sku ?? variantId })}</Text>
              </span>
              <StatusBadge look={lookOf(looks, status)} />
            </InlineStack>
            <Text as="span" variant="bodySm" tone="subdued">
              {settledAt ? t(text.settled, { time: inlineDateTime(settledAt, now) }) : expiresAt ? t(text.until, { time: inlineDateTime(expiresAt, now) }) : null}
            </Text>
          </BlockStack>
        ))}
      </BlockStack>
    </TitledCard>
  );
}
