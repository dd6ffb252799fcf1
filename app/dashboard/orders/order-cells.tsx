import { BlockStack, IndexTable, type IndexTableProps, InlineStack, Link, Text, Tooltip } from "@shopify/polaris";
import type { OrderRow } from "#app/domains/orders/schema.ts";
import { useFormats } from "#app/ui/frame.tsx";
import { StatusBadge } from "#app/ui/status-badge.tsx";
import { t } from "#app/ui/text.ts";
import { listText } from "./list-text.ts";
import { orderUrl } from "./order-url.ts";
import { alertLook, codLook, fulfillmentLook, paymentLook, priorityLook, returnLook, shipmentLook, workflowLook, worstAlert } from "./state-looks.ts";

/** The headings of the list, in the order of `OrderCells`. */
export const orderHeadings: IndexTableProps["headings"] = [
  { title: listText.columns.order },
  { title: listText.columns.date },
  { title: listText.columns.customer },
  { title: listText.columns.total, alignment: "end" },
  { title: listText.columns.payment },
  { title: listText.columns.fulfillment },
  { title: listText.columns.shipment },
  { title: listText.columns.alerts },
  { title: listText.columns.assignee },
  { title: listText.columns.return },
  { title: listText.columns.workflow },
  { title: listText.columns.tags },
];

/** One order as a row of the list. */
export function OrderCells({ order }: { order: OrderRow }) {
  const { dateTime, fullDateTime, money, now } = useFormats();
  const { Cell } = IndexTable;
  return (
    <>
      <Cell>
        <OrderLink order={order} />
      </Cell>
      <Cell>
        <span title={fullDateTime(order.createdAt)}>{dateTime(order.createdAt, now)}</span>
      </Cell>
      <Cell>
        <CutText text={order.customer?.displayName ?? order.customer?.email ?? listText.noCustomer} />
      </Cell>
      <Cell>
        <Text as="span" alignment="end" numeric>
          {money(order.total)}
        </Text>
      </Cell>
      <Cell>
        <PaymentBadges order={order} />
      </Cell>
      <Cell>
        <StatusBadge look={fulfillmentLook(order.fulfillmentStatus)} />
      </Cell>
      <Cell>
        <ShipmentSummary order={order} />
      </Cell>
      <Cell>
        <InlineStack gap="100" wrap={false}>
          {order.priority === "normal" ? null : <StatusBadge look={priorityLook(order.priority)} />}
          <AlertSummary order={order} />
        </InlineStack>
      </Cell>
      <Cell>
        <AssigneeName assignee={order.assignedTo} />
      </Cell>
      <Cell>{order.returnStatus ? <StatusBadge look={returnLook(order.returnStatus)} /> : null}</Cell>
      <Cell>
        <StatusBadge look={workflowLook(order.workflowState)} />
      </Cell>
      <Cell>
        <CutText text={order.tags.join(", ")} quiet />
      </Cell>
    </>
  );
}

/** The order's name, which leads to its page; `j` and `k` go from one to the next. */
export function OrderLink({ order }: { order: OrderRow }) {
  return (
    <span onClick={(event) => event.stopPropagation()}>
      <Link url={orderUrl(order.id)} dataPrimaryLink monochrome removeUnderline>
        <Text as="span" fontWeight="semibold">
          {order.name}
        </Text>
      </Link>
    </span>
  );
}

export function PaymentBadges({ order: { financialStatus, payment } }: { order: OrderRow }) {
  // What the courier still has to collect says more than "pending".
  if (payment.cod && payment.codStatus) return <StatusBadge look={codLook(payment.codStatus)} />;
  return <StatusBadge look={paymentLook(financialStatus)} />;
}

function ShipmentSummary({ order: { shipment } }: { order: OrderRow }) {
  const { tracking } = shipment;
  const badge = shipment.status === "none" && !tracking ? <Quiet text={shipmentLook("none").text} /> : <StatusBadge look={shipmentLook(shipment.status)} />;
  if (!tracking) return badge;
  const number = (
    <span className="cut" style={{ maxInlineSize: "7rem" }} title={t(listText.tracking, { carrier: tracking.carrier ?? "", number: tracking.number }).trim()}>
      {tracking.number}
    </span>
  );
  return (
    <InlineStack gap="150" blockAlign="center" wrap={false}>
      {badge}
      <span onClick={(event) => event.stopPropagation()}>
        {tracking.url ? (
          <Link url={tracking.url} target="_blank" removeUnderline>
            {number}
          </Link>
        ) : (
          <Text as="span" tone="subdued">
            {number}
          </Text>
        )}
      </span>
    </InlineStack>
  );
}

export function AssigneeName({ assignee }: { assignee: string | null }) {
  return assignee === null ? <Quiet text={listText.nobody} /> : <CutText text={assignee} />;
}

/** The most serious alert, and that there are more; all of them in the tooltip. */
export function AlertSummary({ order: { alerts, shipment } }: { order: OrderRow }) {
  // What the shipment's badge says already gets no badge of its own.
  const said = alerts.filter(({ kind }) => kind !== shipment.status);
  const worst = worstAlert(said);
  if (!worst) return null;
  const look = alertLook(worst);
  return (
    <Tooltip
      content={
        <BlockStack gap="100">
          {alerts.map(({ id, title }) => (
            <Text as="span" key={id}>
              {title}
            </Text>
          ))}
        </BlockStack>
      }
    >
      <span aria-label={alerts.map(({ title }) => title).join("; ")}>
        <StatusBadge look={said.length > 1 ? { ...look, text: `${look.text} +${said.length - 1}` } : look} />
      </span>
    </Tooltip>
  );
}

function CutText({ text, quiet = false }: { text: string; quiet?: boolean }) {
  return (
    <Text as="span" {...(quiet ? { tone: "subdued" } : {})}>
      <span className="cut" title={text}>
        {text}
      </span>
    </Text>
  );
}

function Quiet({ text }: { text: string }) {
  return (
    <Text as="span" tone="subdued">
      {text}
    </Text>
  );
}
