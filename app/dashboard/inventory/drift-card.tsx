import { BlockStack, Divider, InlineStack, Link, Text } from "@shopify/polaris";
import { Fragment, type ReactNode } from "react";
import { callName } from "#app/dashboard/ops/call-name.ts";
import type { DriftedProduct, DriftReport } from "#app/domains/inventory/schema.ts";
import { Facts } from "#app/ui/facts.tsx";
import { type Formats, useFormats } from "#app/ui/frame.tsx";
import { StatusBadge } from "#app/ui/status-badge.tsx";
import { t } from "#app/ui/text.ts";
import { TitledCard } from "#app/ui/titled-card.tsx";
import { inventoryText } from "./inventory-text.ts";

const text = inventoryText.drift;
const causes = inventoryText.causes;

/** The products whose figures differ, each with what probably came between them. */
export function DriftCard({ drift: { products, total, checkedAt }, action }: { drift: DriftReport; action: ReactNode }) {
  const formats = useFormats();
  return (
    <TitledCard title={text.title} actions={action}>
      <BlockStack gap="300">
        <Text as="p">{total === 0 ? text.allGood : t(text.found, { count: total })}</Text>
        {products.map((product) => (
          <Fragment key={product.variantId}>
            <Divider />
            <Product product={product} formats={formats} />
          </Fragment>
        ))}
        {total > products.length ? <Text as="p">{t(text.more, { count: total - products.length })}</Text> : null}
        <Text as="p" variant="bodySm" tone="subdued">
          {t(text.checked, { time: formats.inlineDateTime(checkedAt, formats.now) })}
        </Text>
      </BlockStack>
    </TitledCard>
  );
}

function Product({ product, formats }: { product: DriftedProduct; formats: Formats & { now: Date } }) {
  const { title, sku, variantId, stock, reservedStock, activeReservations, drift } = product;
  return (
    <BlockStack gap="150">
      <InlineStack align="space-between" blockAlign="center" gap="200" wrap={false}>
        <span className="break-anywhere">
          <Text as="h3" fontWeight="medium">
            {[title, sku].filter(Boolean).join(" · ") || variantId}
          </Text>
        </span>
        <StatusBadge look={{ text: signed(drift, formats), tone: drift > 0 ? "warning" : "critical" }} />
      </InlineStack>
      <Facts
        facts={[
          { label: text.stock, value: formats.number(stock) },
          { label: text.reserved, value: formats.number(reservedStock) },
          { label: text.held, value: formats.number(activeReservations) },
          { label: text.cause, value: <Cause product={product} formats={formats} /> },
        ]}
      />
    </BlockStack>
  );
}

function signed(units: number, { number }: Formats): string {
  return units > 0 ? `+${number(units)}` : number(units);
}

/** A call that failed waits for a decision, so it is one click away. */
function Cause({ product, formats }: { product: DriftedProduct; formats: Formats & { now: Date } }) {
  const words = causeOf(product, formats);
  if (product.probableCause.code === "failed_outbox") return <Link url="/app/ops#failures">{words}</Link>;
  return <Text as="span">{words}</Text>;
}

function causeOf({ probableCause: { code, certain, evidence } }: DriftedProduct, formats: Formats & { now: Date }): string {
  const time = (at: string) => formats.inlineDateTime(at, formats.now);
  const { edit, failedOutbox, stuck, missedAt } = evidence;
  if (code === "manual_edit" && edit) return t(certain ? causes.manual_edit_certain : causes.manual_edit_noted, { editor: edit.editor, time: time(edit.at), units: signed(edit.units, formats) });
  if (code === "failed_outbox" && failedOutbox) return t(causes.failed_outbox, { event: callName(failedOutbox.eventType) });
  if (code === "stuck_reservation" && stuck?.endedAt) return t(causes.stuck_ended, { count: stuck.reservations, time: time(stuck.endedAt) });
  if (code === "stuck_reservation" && stuck) return t(causes.stuck_reservation, { count: stuck.reservations, time: time(stuck.since) });
  if (code === "missed_webhook" && missedAt) return t(causes.missed_webhook, { time: time(missedAt) });
  return causes.unknown;
}
