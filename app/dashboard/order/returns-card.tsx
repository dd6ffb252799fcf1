import { BlockStack, Button, ButtonGroup, Divider, InlineStack, Link, Text } from "@shopify/polaris";
import { Fragment } from "react";
import { actionText } from "#app/dashboard/actions/action-text.ts";
import { detailedTargetOf } from "#app/dashboard/actions/drafts.ts";
import { knownSteps, type ReturnStep, stepText } from "#app/dashboard/actions/return-steps.ts";
import { returnLook } from "#app/dashboard/orders/state-looks.ts";
import { useTakeStep } from "#app/dashboard/returns/return-actions.tsx";
import { useRefundWords } from "#app/dashboard/returns/return-cells.tsx";
import { SyncChip } from "#app/dashboard/returns/sync-chip.tsx";
import type { OrderDetail } from "#app/domains/orders/order-detail.ts";
import { type Fact, Facts } from "#app/ui/facts.tsx";
import { useFormats, useRefusal } from "#app/ui/frame.tsx";
import { StatusBadge } from "#app/ui/status-badge.tsx";
import { t } from "#app/ui/text.ts";
import { TitledCard } from "#app/ui/titled-card.tsx";
import { orderText } from "./order-text.ts";

type Return = OrderDetail["returns"][number];

const text = orderText.returns;

export interface ReturnsCardProps {
  order: OrderDetail;
  /** The steps that each return allows now, by its id. */
  steps: Readonly<Record<string, readonly string[]>>;
}

/** The order's returns, each with the steps that it can take now. */
export function ReturnsCard({ order, steps }: ReturnsCardProps) {
  const refusal = useRefusal("returns:write");
  return (
    <TitledCard title={text.title} empty={order.returns.length === 0 ? (refusal ? text.emptyCannot : text.empty) : undefined}>
      <BlockStack gap="400">
        {order.returns.map((item, index) => (
          <Fragment key={item.id}>
            {index > 0 ? <Divider /> : null}
            <ReturnView order={order} item={item} steps={knownSteps(steps[item.id] ?? [])} refusal={refusal} />
          </Fragment>
        ))}
      </BlockStack>
    </TitledCard>
  );
}

function ReturnView({ order, item, steps, refusal }: { order: OrderDetail; item: Return; steps: readonly ReturnStep[]; refusal: string | undefined }) {
  const { dateTime, money, now } = useFormats();
  const refundWords = useRefundWords();
  return (
    <BlockStack gap="300">
      <InlineStack align="space-between" blockAlign="center" gap="200">
        <Text as="h3" fontWeight="medium">
          {item.name ?? dateTime(item.createdAt, now)}
        </Text>
        <InlineStack gap="100">
          <SyncChip item={item} />
          <StatusBadge look={returnLook(item.state)} />
        </InlineStack>
      </InlineStack>
      <Facts facts={factsOf(item, { refund: refundWords(item.refunds), fees: item.fees.map(({ kind, amount, currencyCode }) => `${text.feeKinds[kind]} ${money({ amount, currencyCode })}`) })} />
      <Steps order={order} item={item} steps={steps} refusal={refusal} />
      <History history={item.history} />
    </BlockStack>
  );
}

function Steps({ order, item, steps, refusal }: { order: OrderDetail; item: Return; steps: readonly ReturnStep[]; refusal: string | undefined }) {
  const take = useTakeStep(item, detailedTargetOf(order));
  if (steps.length === 0) {
    return (
      <Text as="p" variant="bodySm" tone="subdued">
        {text.final}
      </Text>
    );
  }
  return (
    <BlockStack gap="150">
      <ButtonGroup>
        {steps.map((step, index) => (
          <Button key={step} size="slim" variant={index === 0 ? "primary" : "secondary"} tone={step === "deny" || step === "cancel" ? "critical" : undefined} disabled={refusal !== undefined} onClick={() => take(step)}>
            {stepText(step).label}
          </Button>
        ))}
      </ButtonGroup>
      {refusal ? (
        <Text as="p" variant="bodySm" tone="subdued">
          {refusal}
        </Text>
      ) : null}
    </BlockStack>
  );
}

function factsOf({ lines, reason, note, labelUrl, trackingNumber, exchangeLines }: Return, { refund, fees }: { refund: string | undefined; fees: readonly string[] }): Fact[] {
  const items = lines.map(({ lineItemId, quantity, title }) => t(text.line, { count: quantity, title: title ?? lineItemId }));
  const found = lines.flatMap((line) => foundOf(line) ?? []);
  const exchange = exchangeLines.map(({ id, quantity, title }) => t(text.line, { count: quantity, title: title ?? id }));
  return [
    ...(items.length > 0 ? [{ label: t(text.lines, { count: lines.reduce((sum, { quantity }) => sum + quantity, 0) }), value: items.join(", ") }] : []),
    ...(found.length > 0 ? [{ label: text.inspection, value: found.join("; ") }] : []),
    ...(refund ? [{ label: text.refund, value: refund }] : []),
    ...(fees.length > 0 ? [{ label: text.fees, value: fees.join(", ") }] : []),
    ...(exchange.length > 0 ? [{ label: text.exchange, value: exchange.join(", ") }] : []),
    ...(reason ? [{ label: text.reason, value: reason }] : []),
    ...(note ? [{ label: text.note, value: note }] : []),
    ...(trackingNumber ? [{ label: text.tracking, value: trackingNumber }] : []),
    ...(labelUrl
      ? [
          {
            label: text.label,
            value: (
              <Link url={labelUrl} target="_blank">
                {text.openLabel}
              </Link>
            ),
          },
        ]
      : []),
  ];
}

/** What inspection said of a line; nothing before it was inspected. */
function foundOf({ title, lineItemId, quantity, received, condition, disposition }: Return["lines"][number]): string | undefined {
  if (received === null) return undefined;
  const { conditions, dispositions } = actionText.inspection;
  const words: Readonly<Record<string, string>> = { ...conditions, ...dispositions };
  const said = [condition, disposition].flatMap((word) => (word ? [words[word] ?? word] : []));
  return [t(text.found, { received, count: quantity, title: title ?? lineItemId }), ...said].join(", ");
}

function History({ history }: Pick<Return, "history">) {
  const { dateTime, now } = useFormats();
  return (
    <ol className="timeline">
      {history.toReversed().map(({ version, to, actor, note, at }) => (
        <li key={version}>
          <BlockStack>
            <Text as="span">{t(text.step, { to: returnLook(to).text, actor })}</Text>
            {note ? (
              <Text as="span" tone="subdued">
                {note}
              </Text>
            ) : null}
            <Text as="span" variant="bodySm" tone="subdued">
              {dateTime(at, now)}
            </Text>
          </BlockStack>
        </li>
      ))}
    </ol>
  );
}
