import { Text, Tooltip } from "@shopify/polaris";
import { type ReturnView, syncOf, type SyncState } from "#app/domains/returns/return-view.ts";
import { readable, StatusBadge, type StatusLook } from "#app/ui/status-badge.tsx";
import { t } from "#app/ui/text.ts";
import { boardText } from "./board-text.ts";

const text = boardText.sync;

const looks: Record<SyncState, StatusLook> = {
  in_step: { text: text.in_step, tone: "success" },
  waiting: { text: text.waiting, tone: "info" },
  failed: { text: text.failed, tone: "critical" },
  local: { text: text.local },
  missing: { text: text.missing, tone: "warning" },
  apart: { text: text.apart, tone: "warning" },
};

/** How a return here and Shopify's own stand to each other; what went wrong is said in full. */
export function SyncChip({ item }: { item: Pick<ReturnView, "state" | "mirror" | "shopifyStatus" | "calls"> }) {
  const { state, call, error } = syncOf(item);
  const help = state === "failed" || error ? t(text.failedHelp, { call: readable((call ?? "").replace("shopify.", "")), error: error ?? "" }) : text[`${state}Help`];
  return (
    <Tooltip content={help}>
      <Text as="span">
        <StatusBadge look={looks[state]} />
      </Text>
    </Tooltip>
  );
}
