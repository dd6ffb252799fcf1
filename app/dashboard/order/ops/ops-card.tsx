import { Banner, BlockStack, InlineStack, Link, Text } from "@shopify/polaris";
import { useState } from "react";
import type { OrderDetail } from "#app/domains/orders/order-detail.ts";
import { useFormats, useRefusal } from "#app/ui/frame.tsx";
import { StatusBadge } from "#app/ui/status-badge.tsx";
import { t } from "#app/ui/text.ts";
import { TitledCard } from "#app/ui/titled-card.tsx";
import { OpsDialog, type OpsResult } from "./ops-dialog.tsx";
import { OpsMenu, type OpsName, labelOfAction } from "./ops-menu.tsx";
import { opsActionText } from "./ops-action-text.ts";
import { matchedOf, wordsOfDetails, wordsOfMatched } from "./ops-words.ts";

/** What operators can do for an order that is stuck, what came of it, and what they did before. */
export function OpsCard({ order }: { order: OrderDetail }) {
  const { dateTime, inlineDateTime, money, now } = useFormats();
  const refusal = useRefusal("ops:execute");
  const [dialog, setDialog] = useState<OpsName>();
  const [result, setResult] = useState<OpsResult>();
  const { opsActions: actions } = order;
  return (
    <TitledCard title={opsActionText.title} actions={<OpsMenu cod={order.payment.cod} onChoose={setDialog} />}>
      <BlockStack gap="300">
        {result ? <Result result={result} onDismiss={() => setResult(undefined)} /> : null}
        {actions.length === 0 ? (
          <Text as="p" tone="subdued">
            {opsActionText.empty}
          </Text>
        ) : null}
        {refusal === undefined && actions.length > 0 ? <Link url={`/app/audit?order_id=${order.legacyId}`}>{opsActionText.seeAudit}</Link> : null}
        {actions.map(({ auditEventId, action, status, actor, at, details }) => (
          <BlockStack key={auditEventId} gap="050">
            <InlineStack align="space-between" blockAlign="center" gap="200">
              <Text as="span">{labelOfAction(action)}</Text>
              <StatusBadge look={status === "noop" ? { text: opsActionText.noop } : { text: opsActionText.applied, tone: "success" }} />
            </InlineStack>
            <Text as="span" variant="bodySm" tone="subdued">
              {t(opsActionText.by, { actor, time: inlineDateTime(at, now) })}
            </Text>
            <span className="break-anywhere">
              <Text as="span" variant="bodySm" tone="subdued">
                {wordsOfDetails(details, (amount) => money({ ...order.total, amount }))}
              </Text>
              <Text as="p" variant="bodySm" tone="subdued">
                {wordsOfMatched(details, (time) => dateTime(time, now))}
              </Text>
            </span>
          </BlockStack>
        ))}
      </BlockStack>
      {dialog ? <OpsDialog key={dialog} action={dialog} order={order} onDone={setResult} onClose={() => setDialog(undefined)} /> : null}
    </TitledCard>
  );
}

/** A noop is never silent: it says what it met. */
function Result({ result: { action, status, details }, onDismiss }: { result: OpsResult; onDismiss: () => void }) {
  const { inlineDateTime, now } = useFormats();
  const matched = matchedOf(details);
  const named = labelOfAction(action);
  const title = status === "noop" && matched ? t(opsActionText.noopNow, { action: named, id: matched.id, time: inlineDateTime(matched.at, now) }) : t(opsActionText.appliedNow, { action: named });
  return (
    <Banner tone={status === "noop" ? "info" : "success"} onDismiss={onDismiss}>
      <span className="break-anywhere">{title}</span>
    </Banner>
  );
}
