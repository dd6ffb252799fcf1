import { BlockStack, Box, Checkbox, InlineStack, Text } from "@shopify/polaris";
import type { OrderRow } from "#app/domains/orders/schema.ts";
import { useFormats } from "#app/ui/frame.tsx";
import { StatusBadge } from "#app/ui/status-badge.tsx";
import { t } from "#app/ui/text.ts";
import { listText } from "./list-text.ts";
import { AlertSummary, AssigneeName, OrderLink, PaymentBadges } from "./order-cells.tsx";
import { fulfillmentLook, priorityLook, returnLook, shipmentLook } from "./state-looks.ts";

export interface OrderCardProps {
  order: OrderRow;
  /** Undefined while nothing can be selected. */
  selected: boolean | undefined;
  onSelect: (selected: boolean) => void;
}

/** One order as an entry of the list on a narrow screen. */
export function OrderCard({ order, selected, onSelect }: OrderCardProps) {
  const { dateTime, money, now } = useFormats();
  return (
    <Box padding="300" width="100%">
      <InlineStack gap="300" wrap={false} blockAlign="start">
        {selected === undefined ? null : (
          <span onClick={(event) => event.stopPropagation()}>
            <Checkbox label={t(listText.selectOrder, { name: order.name })} labelHidden checked={selected} onChange={onSelect} />
          </span>
        )}
        <div style={{ flexGrow: 1, minInlineSize: 0 }}>
          <BlockStack gap="150">
            <InlineStack align="space-between" blockAlign="center" wrap={false} gap="200">
              <OrderLink order={order} />
              <Text as="span" tone="subdued" variant="bodySm">
                {dateTime(order.createdAt, now)}
              </Text>
            </InlineStack>
            <InlineStack align="space-between" wrap={false} gap="200">
              <Text as="span" truncate>
                {order.customer?.displayName ?? order.customer?.email ?? listText.noCustomer}
              </Text>
              <Text as="span" numeric>
                {money(order.total)}
              </Text>
            </InlineStack>
            <Text as="span" variant="bodySm" tone="subdued">
              <AssigneeName assignee={order.assignedTo} />
            </Text>
            <InlineStack gap="100">
              <PaymentBadges order={order} />
              <StatusBadge look={fulfillmentLook(order.fulfillmentStatus)} />
              {order.shipment.status === "none" ? null : <StatusBadge look={shipmentLook(order.shipment.status)} />}
              {order.returnStatus ? <StatusBadge look={returnLook(order.returnStatus)} /> : null}
              {order.priority === "normal" ? null : <StatusBadge look={priorityLook(order.priority)} />}
              <AlertSummary order={order} />
            </InlineStack>
          </BlockStack>
        </div>
      </InlineStack>
    </Box>
  );
}
