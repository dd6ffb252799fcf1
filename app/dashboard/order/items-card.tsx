import { BlockStack, Divider, InlineStack, Text } from "@shopify/polaris";
import { Fragment } from "react";
import type { OrderDetail } from "#app/domains/orders/order-detail.ts";
import { useFormats } from "#app/ui/frame.tsx";
import { t } from "#app/ui/text.ts";
import { TitledCard } from "#app/ui/titled-card.tsx";
import { orderText } from "./order-text.ts";

const text = orderText.items;

/** What was ordered, and how much of it is still to be sent. */
export function ItemsCard({ order }: { order: OrderDetail }) {
  const { money } = useFormats();
  const refunded = Number(order.totalRefunded.amount) > 0;
  return (
    <TitledCard title={text.title} empty={order.lineItems.length === 0 ? text.empty : undefined}>
      <BlockStack gap="300">
        {order.lineItems.map((line) => (
          <Fragment key={line.id}>
            <Line line={line} />
            <Divider />
          </Fragment>
        ))}
        <Amount label={text.total} amount={money(order.total)} strong />
        {refunded ? <Amount label={text.refunded} amount={money(order.totalRefunded)} /> : null}
      </BlockStack>
    </TitledCard>
  );
}

function Line({ line }: { line: OrderDetail["lineItems"][number] }) {
  const { money } = useFormats();
  const removed = line.quantity - line.currentQuantity;
  const notes = [
    line.variantTitle,
    line.sku ? t(text.sku, { sku: line.sku }) : null,
    removed > 0 ? t(text.removed, { count: removed }) : null,
    line.fulfillableQuantity > 0 ? t(text.toSend, { count: line.fulfillableQuantity }) : null,
    line.requiresShipping ? null : text.noShipping,
  ].filter((note) => note !== null);
  return (
    <InlineStack align="space-between" gap="400" wrap={false}>
      <div className="break-anywhere">
        <BlockStack gap="050">
          <Text as="span" fontWeight="medium">
            {line.title}
          </Text>
          <Text as="span" variant="bodySm" tone="subdued">
            {notes.join(" · ")}
          </Text>
        </BlockStack>
      </div>
      <span style={{ whiteSpace: "nowrap" }}>
        <Text as="span" numeric>
          {t(text.quantity, { price: money(line.price), count: line.quantity })}
        </Text>
      </span>
    </InlineStack>
  );
}

function Amount({ label, amount, strong = false }: { label: string; amount: string; strong?: boolean }) {
  return (
    <InlineStack align="space-between">
      <Text as="span" fontWeight={strong ? "semibold" : "regular"}>
        {label}
      </Text>
      <Text as="span" numeric fontWeight={strong ? "semibold" : "regular"}>
        {amount}
      </Text>
    </InlineStack>
  );
}
