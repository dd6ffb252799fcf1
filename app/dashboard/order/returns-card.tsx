import { BlockStack, Button, ButtonGroup, Divider, InlineStack, Link, Text } from "@shopify/polaris";
import { Fragment } from "react";
import { useOrdersActions } from "#app/dashboard/actions/actions-provider.tsx";
import { detailedTargetOf, type ReturnDraft } from "#app/dashboard/actions/drafts.ts";
import { knownSteps, needsDialog, type ReturnStep, stepText } from "#app/dashboard/actions/return-steps.ts";
import { returnLook } from "#app/dashboard/orders/state-looks.ts";
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
  const { dateTime, now } = useFormats();
  return (
    <BlockStack gap="300">
      <InlineStack align="space-between" blockAlign="center" gap="200">
        <Text as="h3" fontWeight="medium">
          {item.name ?? dateTime(item.createdAt, now)}
        </Text>
        <StatusBadge look={returnLook(item.state)} />
      </InlineStack>
      <Facts facts={factsOf(order, item)} />
      <Steps order={order} item={item} steps={steps} refusal={refusal} />
      <History history={item.history} />
    </BlockStack>
  );
}

function Steps({ order, item, steps, refusal }: { order: OrderDetail; item: Return; steps: readonly ReturnStep[]; refusal: string | undefined }) {
  const { openDialog, submit } = useOrdersActions();
  if (steps.length === 0) {
    return (
      <Text as="p" variant="bodySm" tone="subdued">
        {text.final}
      </Text>
    );
  }
  const take = (step: ReturnStep) => {
    const draft: ReturnDraft = { action: "returns", step, returnId: item.id, reason: "", note: "" };
    const targets = [detailedTargetOf(order)];
    if (needsDialog(step)) openDialog({ action: "returns", targets, draft });
    else submit(draft, targets);
  };
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

function factsOf(order: OrderDetail, { lines, reason, note, labelUrl, trackingNumber }: Return): Fact[] {
  const titles = new Map(order.lineItems.map(({ id, title }) => [id, title]));
  const items = lines.map(({ lineItemId, quantity }) => t(text.line, { count: quantity, title: titles.get(lineItemId) ?? lineItemId }));
  return [
    ...(items.length > 0 ? [{ label: t(text.lines, { count: lines.reduce((sum, { quantity }) => sum + quantity, 0) }), value: items.join(", ") }] : []),
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
