import { Banner, List } from "@shopify/polaris";
import { useState } from "react";
import { wasRefused } from "#app/dashboard/actions/drafts.ts";
import type { OrderDetail } from "#app/domains/orders/order-detail.ts";
import { useFormats, useRefusal } from "#app/ui/frame.tsx";
import { readable } from "#app/ui/status-badge.tsx";
import { t } from "#app/ui/text.ts";
import { OpsDialog } from "./ops/ops-dialog.tsx";
import { opsActionText } from "./ops/ops-action-text.ts";
import { orderText } from "./order-text.ts";

export interface AlertsBannerProps {
  order: OrderDetail;
  /** What Shopify said when it would not fulfil it. */
  refusals: readonly string[];
}

/** What is wrong with an order; where it has not left although it was to, with the way to try again. */
export function AlertsBanner({ order, refusals }: AlertsBannerProps) {
  const { ago, now } = useFormats();
  const refusal = useRefusal("ops:execute");
  const [retries, setRetries] = useState(false);
  const { name, alerts } = order;
  const refused = wasRefused(order);
  if (alerts.length === 0) return null;
  return (
    <>
      <Banner
        tone={alerts.some(({ severity }) => severity === "critical") ? "critical" : "warning"}
        title={refused ? t(orderText.notSent, { name }) : t(orderText.alertsTitle, { count: alerts.length })}
        action={refused && refusal === undefined ? { content: opsActionText["retry-fulfillment"].label, onAction: () => setRetries(true) } : undefined}
      >
        <List>
          {alerts.map(({ id, title, openedAt }) => (
            <List.Item key={id}>{`${readable(title.replace(`${name}: `, ""))}, ${ago(openedAt, now)}`}</List.Item>
          ))}
          {refused ? refusals.map((said) => <List.Item key={said}>{t(orderText.refusal, { said })}</List.Item>) : null}
        </List>
      </Banner>
      {retries ? <OpsDialog action="retry-fulfillment" order={order} onClose={() => setRetries(false)} /> : null}
    </>
  );
}
