import { BlockStack, InlineStack, Link, Text } from "@shopify/polaris";
import { orderUrl } from "#app/dashboard/orders/order-url.ts";
import type { Delivery } from "#app/domains/notifications/schema.ts";
import { useFormats } from "#app/ui/frame.tsx";
import { readable, StatusBadge, type StatusLook } from "#app/ui/status-badge.tsx";
import { t } from "#app/ui/text.ts";
import { TitledCard } from "#app/ui/titled-card.tsx";
import { settingsText } from "./settings-text.ts";

const text = settingsText.webhooks;
const tones: Record<Delivery["status"], StatusLook["tone"]> = { PENDING: "info", DELIVERED: "success", FAILED: "critical", IGNORED: undefined };

/** The last messages to the shop's endpoints, and what came of each. */
export function DeliveriesCard({ deliveries }: { deliveries: readonly Delivery[] }) {
  const { dateTime, now } = useFormats();
  return (
    <TitledCard title={text.log} empty={deliveries.length === 0 ? text.logEmpty : undefined}>
      <BlockStack gap="300">
        {deliveries.map(({ id, type, orderId, orderName, url, status, attempts, lastError, createdAt }) => (
          <BlockStack key={id} gap="050">
            <InlineStack align="space-between" gap="200">
              <InlineStack gap="200">
                <Text as="span" fontWeight="medium">
                  {readable(type)}
                </Text>
                {orderId ? <Link url={orderUrl(orderId)}>{orderName ?? orderId}</Link> : null}
              </InlineStack>
              <StatusBadge look={{ text: text.states[status], tone: tones[status] }} />
            </InlineStack>
            <span className="break-anywhere">
              <Text as="span" variant="bodySm" tone="subdued">
                {`${dateTime(createdAt, now)} · ${url ?? text.removed} · ${t(text.attempts, { count: attempts })}`}
              </Text>
            </span>
            {status !== "DELIVERED" && lastError ? (
              <span className="break-anywhere">
                <Text as="span" variant="bodySm" tone="critical">
                  {lastError}
                </Text>
              </span>
            ) : null}
          </BlockStack>
        ))}
      </BlockStack>
    </TitledCard>
  );
}
