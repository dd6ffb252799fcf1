import { BlockStack, InlineStack, Link, Text } from "@shopify/polaris";
import { orderUrl } from "#app/dashboard/orders/order-url.ts";
import type { Snapshot } from "#app/domains/incidents/schema.ts";
import { gaugeHelp, gaugeNames } from "#app/domains/metrics/schema.ts";
import { Facts } from "#app/ui/facts.tsx";
import { useFormats } from "#app/ui/frame.tsx";
import { t } from "#app/ui/text.ts";
import { TitledCard } from "#app/ui/titled-card.tsx";
import { callName } from "./call-name.ts";
import { opsText as text } from "./ops-text.ts";

/** What was captured: each figure with what it says, what had failed, and what differed. The file has all of it. */
export function SnapshotCards({ snapshot: { metrics, outboxFailures, drift } }: { snapshot: Snapshot }) {
  const { number, span } = useFormats();
  return (
    <>
      {outboxFailures.length > 0 ? (
        <TitledCard title={t(text.failuresThen, { count: outboxFailures.length })}>
          <BlockStack gap="200">
            {outboxFailures.map(({ eventId, eventType, orderId, orderName, lastError }) => (
              <div key={eventId}>
                <InlineStack gap="200">
                  <Text as="span" fontWeight="medium">
                    {callName(eventType)}
                  </Text>
                  {orderId ? <Link url={orderUrl(orderId)}>{orderName ?? text.order}</Link> : null}
                </InlineStack>
                <Text as="p" tone="subdued" breakWord>
                  {lastError}
                </Text>
              </div>
            ))}
          </BlockStack>
        </TitledCard>
      ) : null}
      {drift.products.length > 0 ? (
        <TitledCard title={t(text.driftThen, { count: drift.total })}>
          <Facts
            facts={drift.products.map(({ title, sku, variantId, reservedStock, activeReservations }) => ({
              label: [title, sku].filter(Boolean).join(" · ") || variantId,
              value: t(text.driftOf, { reserved: number(reservedStock), active: number(activeReservations) }),
            }))}
          />
        </TitledCard>
      ) : null}
      <TitledCard title={text.snapshot}>
        <BlockStack gap="200">
          {gaugeNames.flatMap((name) => {
            const value = metrics[name];
            return value === undefined ? [] : [<Figure key={name} name={name} help={gaugeHelp[name]} value={name.endsWith("_seconds") ? span(value) : number(value)} />];
          })}
        </BlockStack>
      </TitledCard>
    </>
  );
}

function Figure({ name, help, value }: { name: string; help: string; value: string }) {
  return (
    <InlineStack gap="200" align="space-between" wrap={false}>
      <span className="break-anywhere">
        <Text as="p">{help}</Text>
        <Text as="p" variant="bodySm" tone="subdued">
          {name}
        </Text>
      </span>
      <span style={{ whiteSpace: "nowrap" }}>
        <Text as="span" numeric>
          {value}
        </Text>
      </span>
    </InlineStack>
  );
}
