import { BlockStack, DataTable, InlineStack, Text } from "@shopify/polaris";
import { workflowLook } from "#app/dashboard/orders/state-looks.ts";
import type { RunItem, TransitionRunDetail } from "#app/domains/order-workflow/schema.ts";
import { readable, StatusBadge } from "#app/ui/status-badge.tsx";
import { t } from "#app/ui/text.ts";
import { guardName } from "./guard-name.ts";
import { workflowText as text } from "./workflow-text.ts";

/** The orders of a run, each with what is planned for it or what became of it; those that need attention first. */
export function RunItems({ run: { items, total, status } }: { run: TransitionRunDetail }) {
  const more = total - items.length;
  return (
    <BlockStack gap="200">
      <div className="run-items">
        <DataTable
          columnContentTypes={["text", "text", "text"]}
          headings={status === "planned" ? [text.columns.order, text.columns.now, text.columns.plan] : [text.columns.order, text.columns.before, text.columns.outcome]}
          rows={items.map((item) => [item.name, <StatusBadge key="from" look={workflowLook(item.fromState)} />, sentenceOf(item)])}
          increasedTableDensity
          verticalAlign="middle"
        />
      </div>
      {more > 0 ? (
        <Text as="p" tone="subdued">
          {t(text.more, { count: more })}
        </Text>
      ) : null}
    </BlockStack>
  );
}

/** How many orders of a run came to what. */
export function RunCounts({ run: { counts, status } }: { run: Pick<TransitionRunDetail, "counts" | "status"> }) {
  const outcomes = status === "planned" ? (["apply", "noop", "blocked"] as const) : (["applied", "skipped", "failed", "noop", "blocked"] as const);
  return (
    <InlineStack gap="300">
      {outcomes
        .filter((name) => counts[name] > 0)
        .map((name) => (
          <Text as="span" key={name} fontWeight="medium" tone={name === "failed" || name === "blocked" || name === "skipped" ? "caution" : undefined}>
            {t(text.counts[name], { count: counts[name] })}
          </Text>
        ))}
    </InlineStack>
  );
}

/** What is to be said of an order: what became of it, else what is planned. */
export function sentenceOf({ plan, transition, guard, reason, outcome, outcomeReason }: RunItem): string {
  const step = readable(transition ?? "");
  if (outcome === "applied") return t(text.applied, { step });
  if (outcome === "skipped") return t(text.skipped, { reason: outcomeReason ?? "" });
  if (outcome === "failed") return t(text.failedBecause, { reason: outcomeReason ?? "" });
  if (plan === "apply") return t(text.willApply, { step });
  if (plan === "noop") return t(text.noop, { reason: reason ?? "" });
  return guard ? t(text.blockedBy, { guard: guardName(guard), reason: reason ?? "" }) : t(text.blocked, { reason: reason ?? "" });
}
