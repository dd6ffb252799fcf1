import { BlockStack, Button, InlineStack, Text, Tooltip } from "@shopify/polaris";
import { stateText } from "#app/dashboard/orders/state-text.ts";
import type { OrderDetail } from "#app/domains/orders/order-detail.ts";
import { useFormats, useRefusal } from "#app/ui/frame.tsx";
import { t } from "#app/ui/text.ts";
import { TitledCard } from "#app/ui/titled-card.tsx";
import { orderText } from "./order-text.ts";

const text = orderText.assignment;
const sources: Readonly<Record<string, string>> = stateText.source;

/** Who owns the order, since when, and who did before. */
export function AssignmentCard({ order, onAssign }: { order: OrderDetail; onAssign: () => void }) {
  const { dateTime, inlineDateTime, now } = useFormats();
  const refusal = useRefusal("orders:write");
  const { assignedTo, assignment, assignmentHistory } = order;
  const change = (
    <Button variant="plain" disabled={refusal !== undefined} onClick={onAssign}>
      {assignedTo === null ? text.assign : text.change}
    </Button>
  );
  return (
    <TitledCard title={text.title} actions={refusal ? <Tooltip content={refusal}>{change}</Tooltip> : change}>
      <BlockStack gap="300">
        <BlockStack>
          <Text as="p" fontWeight="medium">
            {assignedTo ?? text.nobody}
          </Text>
          {assignment && assignment.assignee === assignedTo ? (
            <Text as="p" variant="bodySm" tone="subdued">
              {t(text.since, { time: inlineDateTime(assignment.assignedAt, now), source: sourceOf(assignment, assignmentHistory[0]) })}
            </Text>
          ) : null}
        </BlockStack>
        {assignmentHistory.length > 0 ? (
          <BlockStack gap="150">
            <Text as="h3" variant="bodySm" tone="subdued" fontWeight="medium">
              {text.history}
            </Text>
            {assignmentHistory.map((step) => (
              <InlineStack key={step.version} align="space-between" gap="200" wrap={false}>
                <span className="break-anywhere">
                  <Text as="span" variant="bodySm">
                    {wordsOf(step)}
                  </Text>
                </span>
                <span style={{ whiteSpace: "nowrap" }}>
                  <Text as="span" variant="bodySm" tone="subdued">
                    {dateTime(step.at, now)}
                  </Text>
                </span>
              </InlineStack>
            ))}
          </BlockStack>
        ) : (
          <Text as="p" variant="bodySm" tone="subdued">
            {text.empty}
          </Text>
        )}
      </BlockStack>
    </TitledCard>
  );
}

/** By whom the order was given to who has it, where it was somebody, and else in which way. */
function sourceOf({ source, version }: NonNullable<OrderDetail["assignment"]>, last: OrderDetail["assignmentHistory"][number] | undefined): string {
  return source === "manual" && last?.version === version ? t(text.byHand, { actor: last.actor }) : (sources[source] ?? source);
}

function wordsOf({ from, to, actor }: OrderDetail["assignmentHistory"][number]): string {
  if (to === null) return t(text.taken, { actor, from: from ?? text.nobody });
  if (from === null && to === actor) return t(text.self, { actor });
  return from === null ? t(text.given, { actor, to }) : t(text.moved, { actor, from, to });
}
