import { Banner, BlockStack, Link, List, Text } from "@shopify/polaris";
import { callName } from "#app/dashboard/ops/call-name.ts";
import type { OutboxFailure, PendingEvent } from "#app/domains/outbox/schema.ts";
import { useFormats } from "#app/ui/frame.tsx";
import { t } from "#app/ui/text.ts";
import { orderText } from "./order-text.ts";

const text = orderText.unsent;

export interface UnsentBannerProps {
  /** What is still to leave for this order. */
  pending: readonly PendingEvent[];
  failures: readonly OutboxFailure[];
}

/** Says what was done here and has not reached the other system: what is tried again by itself, and what waits for a decision. */
export function UnsentBanner({ pending, failures }: UnsentBannerProps) {
  const { inlineDateTime, now } = useFormats();
  const late = pending.filter(({ lastError }) => lastError !== null);
  if (late.length + failures.length === 0) return null;
  return (
    <Banner tone={failures.length > 0 ? "critical" : "warning"} title={failures.length > 0 ? text.failedTitle : text.lateTitle}>
      <BlockStack gap="200">
        <List>
          {failures.map(({ eventId, eventType, lastError }) => (
            <List.Item key={eventId}>{t(text.failed, { call: callName(eventType), error: lastError ?? "" })}</List.Item>
          ))}
          {late.map(({ eventId, eventType, lastError, nextAttemptAt }) => (
            <List.Item key={eventId}>{t(text.late, { call: callName(eventType), error: lastError ?? "", time: inlineDateTime(nextAttemptAt, now) })}</List.Item>
          ))}
        </List>
        <Text as="p">
          {failures.length > 0 ? text.failedHelp : text.lateHelp} <Link url={failures.length > 0 ? "/app/ops#failures" : "/app/ops/outbox"}>{failures.length > 0 ? text.decide : text.look}</Link>
        </Text>
      </BlockStack>
    </Banner>
  );
}
