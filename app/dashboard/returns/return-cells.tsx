import { BlockStack, InlineStack, Link, Text } from "@shopify/polaris";
import { returnLook } from "#app/dashboard/orders/state-looks.ts";
import type { ReturnFeedRow } from "#app/domains/returns/return-feed.ts";
import type { ReturnView } from "#app/domains/returns/return-view.ts";
import { useFormats } from "#app/ui/frame.tsx";
import { StatusBadge } from "#app/ui/status-badge.tsx";
import { t } from "#app/ui/text.ts";
import { boardText } from "./board-text.ts";

/** The order of a return; it leads to the order's page. */
export function ReturnOrder({ row: { order_id: id, order_number: number, order_name: name } }: { row: ReturnFeedRow }) {
  const reference = id?.split("/").at(-1) ?? number;
  const text = name ?? number ?? boardText.unknownOrder;
  if (!reference || !(name ?? number)) return <Text as="span">{text}</Text>;
  return (
    <Link url={`/app/orders/${encodeURIComponent(reference)}`} dataPrimaryLink monochrome removeUnderline>
      <Text as="span" fontWeight="semibold">
        {text}
      </Text>
    </Link>
  );
}

export function ReturnItems({ lines }: Pick<ReturnView, "lines">) {
  const count = lines.reduce((sum, { quantity }) => sum + quantity, 0);
  if (count === 0) return null;
  const titles = lines.map(({ title, lineItemId, quantity }) => (quantity > 1 ? `${quantity} × ${title ?? lineItemId}` : (title ?? lineItemId))).join(", ");
  return (
    <span className="cut" style={{ maxInlineSize: "14rem" }} title={titles}>
      {t(boardText.items, { count, titles })}
    </span>
  );
}

export function ReturnStateBadges({ row }: { row: Pick<ReturnFeedRow, "state" | "overdue"> }) {
  return (
    <InlineStack gap="100">
      <StatusBadge look={returnLook(row.state)} />
      {row.overdue ? <StatusBadge look={{ text: boardText.overdue, tone: "critical" }} /> : null}
    </InlineStack>
  );
}

/** For how long a return has been in its state, and until when that is well. */
export function ReturnWaiting({ row: { stateSince, dueAt, overdue } }: { row: ReturnFeedRow }) {
  const { ago, inlineDateTime, now } = useFormats();
  return (
    <BlockStack>
      <Text as="span">{t(boardText.since, { ago: ago(stateSince, now) })}</Text>
      {dueAt ? (
        <Text as="span" variant="bodySm" tone={overdue ? "critical" : "subdued"}>
          {t(overdue ? boardText.overdueSince : boardText.due, { time: inlineDateTime(dueAt, now) })}
        </Text>
      ) : null}
    </BlockStack>
  );
}

/** What has become of the money of a return. */
export function useRefundWords(): (refunds: ReturnView["refunds"]) => string | undefined {
  const { money } = useFormats();
  return (refunds) => {
    const last = refunds.at(-1);
    if (!last) return undefined;
    return t(last.source === "erp" ? boardText.refund.erp : boardText.refund[last.status], { amount: money(last.amount) });
  };
}
