import type { Api } from "@shopify/ui-extensions/admin.order-details.block.render";
import { render } from "preact";
import { useCallback, useEffect, useState } from "preact/hooks";
import { ask } from "../../shared/ask.ts";
import { useAsking } from "../../shared/use-asking.ts";

declare const shopify: Api;

/** What the block shows of `GET /sync/orders/{order}`. */
interface Order {
  id: string;
  legacyId: string;
  assignedTo: string | null;
  workflowState: string;
  shipment: { status: string };
  returnStatus: string | null;
  alerts: { id: string; severity: "info" | "warning" | "critical"; title: string }[];
}

export default function orderBlock() {
  render(<OrderBlock />, document.body);
}

async function readOrder(): Promise<Order> {
  const id = shopify.data.selected[0]?.id ?? "";
  const { order } = await ask<{ order: Order }>({ token: () => shopify.auth.idToken() }, `/sync/orders/${encodeURIComponent(id)}`);
  return order;
}

function OrderBlock() {
  const text = (key: string) => shopify.i18n.translate(key);
  const [order, setOrder] = useState<Order>();
  const { failure, run } = useAsking(text("unreachable"));
  const read = useCallback(() => run(async () => setOrder(await readOrder())), [run]);
  useEffect(() => void read(), [read]);

  return (
    <s-admin-block heading={text("name")}>
      {order ? <Facts order={order} text={text} /> : failure ? <Failure failure={failure} again={text("again")} read={read} /> : <s-spinner accessibilityLabel={text("name")} />}
    </s-admin-block>
  );
}

function Facts({ order, text }: { order: Order; text: (key: string) => string }) {
  return (
    <s-stack gap="base">
      <s-stack direction="inline" gap="base">
        <Fact label={text("owner")} value={order.assignedTo ?? text("nobody")} />
        <Fact label={text("state")} value={order.workflowState} />
        <Fact label={text("shipment")} value={order.shipment.status} />
        {order.returnStatus ? <Fact label={text("return")} value={order.returnStatus} /> : null}
      </s-stack>
      {order.alerts.length === 0 ? <s-text color="subdued">{text("noAlerts")}</s-text> : null}
      {order.alerts.map(({ id, severity, title }) => (
        <s-banner key={id} tone={severity}>
          {title}
        </s-banner>
      ))}
      <s-link href={`app:/app/orders/${order.legacyId}`}>{text("open")}</s-link>
    </s-stack>
  );
}

function Fact({ label, value }: { label: string; value: string }) {
  return (
    <s-stack gap="small-300">
      <s-text color="subdued">{label}</s-text>
      <s-text>{value.replaceAll("_", " ")}</s-text>
    </s-stack>
  );
}

function Failure({ failure, again, read }: { failure: string; again: string; read: () => void }) {
  return (
    <s-stack gap="base">
      <s-banner tone="warning">{failure}</s-banner>
      <s-button onClick={read}>{again}</s-button>
    </s-stack>
  );
}
