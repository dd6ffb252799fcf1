import { BlockStack, DataTable, Divider, InlineStack, Link, Text, useBreakpoints } from "@shopify/polaris";
import { Fragment, type ReactNode } from "react";
import { callName } from "#app/dashboard/ops/call-name.ts";
import type { DriftedProduct, DriftReport } from "#app/domains/inventory/schema.ts";
import { Facts } from "#app/ui/facts.tsx";
import { type Formats, useFormats, useFrame } from "#app/ui/frame.tsx";
import { StatusBadge } from "#app/ui/status-badge.tsx";
import { t } from "#app/ui/text.ts";
import { TitledCard } from "#app/ui/titled-card.tsx";
import { inventoryText } from "./inventory-text.ts";

const text = inventoryText.drift;
const causes = inventoryText.causes;

/** The products whose figures differ, each with what probably came between them. */
export function DriftCard({ drift: { products, total, checkedAt }, action }: { drift: DriftReport; action: ReactNode }) {
  const { inlineDateTime, now } = useFormats();
  const { narrow } = useFrame();
  const { smDown } = useBreakpoints({ defaults: { smDown: narrow } });
  return (
    <TitledCard title={text.title} actions={action}>
      <BlockStack gap="300">
        <Text as="p">{total === 0 ? text.allGood : t(text.found, { count: total })}</Text>
        {products.length === 0 ? null : smDown ? <Entries products={products} /> : <Table products={products} />}
        {total > products.length ? <Text as="p">{t(text.more, { count: total - products.length })}</Text> : null}
        <Text as="p" variant="bodySm" tone="subdued">
          {t(text.checked, { time: inlineDateTime(checkedAt, now) })}
        </Text>
      </BlockStack>
    </TitledCard>
  );
}

function Table({ products }: { products: readonly DriftedProduct[] }) {
  const { number } = useFormats();
  return (
    <DataTable
      columnContentTypes={["text", "numeric", "numeric", "numeric", "numeric", "text"]}
      headings={[text.product, text.stock, text.reserved, text.held, text.difference, text.cause]}
      rows={products.map((product) => [
        <span key="name" className="in-lines">
          {nameOf(product)}
        </span>,
        number(product.stock),
        number(product.reservedStock),
        number(product.activeReservations),
        <Difference key="drift" product={product} />,
        <span key="cause" className="in-lines">
          <Cause product={product} />
        </span>,
      ])}
      increasedTableDensity
      verticalAlign="middle"
    />
  );
}

function Entries({ products }: { products: readonly DriftedProduct[] }) {
  const { number } = useFormats();
  return products.map((product) => (
    <Fragment key={product.variantId}>
      <Divider />
      <BlockStack gap="150">
        <InlineStack align="space-between" blockAlign="center" gap="200" wrap={false}>
          <span className="break-anywhere">
            <Text as="h3" fontWeight="medium">
              {nameOf(product)}
            </Text>
          </span>
          <Difference product={product} />
        </InlineStack>
        <Facts
          facts={[
            { label: text.stock, value: number(product.stock) },
            { label: text.reserved, value: number(product.reservedStock) },
            { label: text.held, value: number(product.activeReservations) },
            { label: text.cause, value: <Cause product={product} /> },
          ]}
        />
      </BlockStack>
    </Fragment>
  ));
}

function nameOf({ title, sku, variantId }: DriftedProduct): string {
  return [title, sku].filter(Boolean).join(" · ") || variantId;
}

function Difference({ product: { drift } }: { product: DriftedProduct }) {
  return <StatusBadge look={{ text: signed(drift, useFormats()), tone: drift > 0 ? "warning" : "critical" }} />;
}

function signed(units: number, { number }: Formats): string {
  return units > 0 ? `+${number(units)}` : number(units);
}

/** A call that failed waits for a decision, so it is one click away. */
function Cause({ product }: { product: DriftedProduct }) {
  const words = causeOf(product, useFormats());
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
