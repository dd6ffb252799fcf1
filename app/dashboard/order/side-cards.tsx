import { BlockStack, Text } from "@shopify/polaris";
import { PaymentBadges } from "#app/dashboard/orders/order-cells.tsx";
import { paymentLook } from "#app/dashboard/orders/state-looks.ts";
import type { OrderDetail } from "#app/domains/orders/order-detail.ts";
import { CopyValue } from "#app/ui/copy-value.tsx";
import { Facts } from "#app/ui/facts.tsx";
import { useFormats } from "#app/ui/frame.tsx";
import { readable } from "#app/ui/status-badge.tsx";
import { TitledCard } from "#app/ui/titled-card.tsx";
import { addressLines } from "./address-lines.ts";
import { orderText } from "./order-text.ts";

/** Where the order's money is; of cash on delivery, whether the courier has collected it. */
export function PaymentCard({ order }: { order: OrderDetail }) {
  const { money } = useFormats();
  const text = orderText.payment;
  const { payment, financialStatus, total, totalRefunded } = order;
  return (
    <TitledCard title={text.title} actions={<PaymentBadges order={order} />}>
      <Facts
        facts={[
          { label: text.status, value: paymentLook(financialStatus).text },
          { label: text.gateway, value: payment.gateway ? readable(payment.gateway) : text.noGateway },
          ...(payment.cod ? [{ label: text.cod, value: payment.codStatus === "captured" ? text.codCaptured : text.codPending }] : []),
          { label: text.total, value: money(total) },
          ...(Number(totalRefunded.amount) > 0 ? [{ label: text.refunded, value: money(totalRefunded) }] : []),
        ]}
      />
    </TitledCard>
  );
}

/** Who ordered, and where it goes. */
export function CustomerCard({ order: { customer, note, shippingAddress } }: { order: OrderDetail }) {
  const text = orderText.customer;
  const lines = addressLines(shippingAddress);
  return (
    <TitledCard title={text.title} empty={customer === null && lines.length === 0 && !note ? text.empty : undefined}>
      <BlockStack gap="300">
        {customer ? (
          <BlockStack>
            {customer.displayName ? (
              <Text as="p" fontWeight="medium">
                {customer.displayName}
              </Text>
            ) : null}
            {customer.email ? <CopyValue label={customer.email} value={customer.email} /> : null}
          </BlockStack>
        ) : null}
        <Titled title={text.address} lines={lines.length > 0 ? lines : [text.noAddress]} />
        {note ? <Titled title={text.note} lines={[note]} /> : null}
      </BlockStack>
    </TitledCard>
  );
}

function Titled({ title, lines }: { title: string; lines: readonly string[] }) {
  return (
    <BlockStack>
      <Text as="h3" variant="bodySm" tone="subdued" fontWeight="medium">
        {title}
      </Text>
      {lines.map((line) => (
        <span key={line} className="break-anywhere">
          <Text as="p">{line}</Text>
        </span>
      ))}
    </BlockStack>
  );
}

/** The ids that other systems and the API know the order by, to be copied. */
export function IdsCard({ order }: { order: OrderDetail }) {
  const text = orderText.ids;
  const ids = [
    { label: text.order, id: order.id },
    { label: text.legacy, id: order.legacyId },
    ...(order.supportThread ? [{ label: text.support, id: order.supportThread }] : []),
    ...order.returns.map(({ id, shopifyReturnId }) => ({ label: text.return, id: shopifyReturnId ?? id })),
  ];
  return (
    <TitledCard title={text.title}>
      <Facts facts={ids.map(({ label, id }) => ({ label, value: <CopyValue label={label} value={id} /> }))} />
    </TitledCard>
  );
}
