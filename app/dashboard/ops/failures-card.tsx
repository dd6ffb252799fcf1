import { BlockStack, Box, Button, ButtonGroup, Divider, InlineStack, Link, Text } from "@shopify/polaris";
import { Fragment, useState } from "react";
import { orderUrl } from "#app/dashboard/orders/order-url.ts";
import type { FailuresPage, OutboxDecision, OutboxFailure } from "#app/domains/outbox/schema.ts";
import { useFormats, useRefusal } from "#app/ui/frame.tsx";
import { t } from "#app/ui/text.ts";
import { TitledCard } from "#app/ui/titled-card.tsx";
import { callName } from "./call-name.ts";
import { FailureDialog } from "./failure-dialog.tsx";
import { ReplayAllDialog } from "./replay-all-dialog.tsx";
import { opsText as text } from "./ops-text.ts";

/** The events that wait for a person, with the three decisions. */
export function FailuresCard({ page: { failures, total } }: { page: FailuresPage }) {
  const [deciding, setDeciding] = useState<{ failure: OutboxFailure; decision: OutboxDecision }>();
  const [replaying, setReplaying] = useState(false);
  const refusal = useRefusal("ops:execute");
  const label = failures.length < total ? t(text.replayShown, { count: failures.length }) : t(text.replayAll, { count: total });
  const replayAll = (
    <Button disabled={refusal !== undefined} onClick={() => setReplaying(true)}>
      {label}
    </Button>
  );
  return (
    <div id="failures">
      <TitledCard title={text.failures} empty={total === 0 ? text.failuresEmpty : undefined} actions={failures.length > 1 ? replayAll : undefined}>
        <BlockStack gap="300">
          {failures.map((failure, index) => (
            <Fragment key={failure.eventId}>
              {index > 0 ? <Divider /> : null}
              <Failure failure={failure} onDecide={(decision) => setDeciding({ failure, decision })} />
            </Fragment>
          ))}
          {failures.length < total ? <Text as="p" tone="subdued">{t(text.failuresMore, { shown: String(failures.length), total: String(total) })}</Text> : null}
        </BlockStack>
      </TitledCard>
      {replaying ? <ReplayAllDialog failures={failures} label={label} onClose={() => setReplaying(false)} /> : null}
      {deciding ? <FailureDialog key={deciding.failure.eventId} {...deciding} onClose={() => setDeciding(undefined)} /> : null}
    </div>
  );
}

function Failure({ failure, onDecide }: { failure: OutboxFailure; onDecide: (decision: OutboxDecision) => void }) {
  const { dateTime, now } = useFormats();
  const refusal = useRefusal("ops:execute");
  const [open, setOpen] = useState(false);
  const { eventType, lastError, attempts, failedAt, orderId, orderName, payload } = failure;
  return (
    <BlockStack gap="200">
      <InlineStack gap="200" blockAlign="center" align="space-between">
        <InlineStack gap="200" blockAlign="center">
          <Text as="span" fontWeight="semibold">
            {callName(eventType)}
          </Text>
          {orderId ? <Link url={orderUrl(orderId)}>{orderName ?? text.order}</Link> : null}
          <Text as="span" tone="subdued">
            {dateTime(failedAt, now)} · {t(text.attempts, { count: attempts })} · {eventType}
          </Text>
        </InlineStack>
        <ButtonGroup>
          <Button size="slim" onClick={() => onDecide("replay")} disabled={refusal !== undefined}>
            {text.replay}
          </Button>
          <Button size="slim" onClick={() => onDecide("fix_and_replay")} disabled={refusal !== undefined}>
            {text.fix}
          </Button>
          <Button size="slim" tone="critical" onClick={() => onDecide("ignore")} disabled={refusal !== undefined}>
            {text.ignore}
          </Button>
        </ButtonGroup>
      </InlineStack>
      <Text as="p" tone="critical" breakWord>
        {lastError}
      </Text>
      <InlineStack>
        <Button variant="plain" onClick={() => setOpen(!open)} ariaExpanded={open}>
          {open ? text.hidePayload : text.showPayload}
        </Button>
      </InlineStack>
      {open ? (
        <Box background="bg-surface-secondary" padding="200" borderRadius="200">
          <pre className="ops-payload">{JSON.stringify(payload, null, 2)}</pre>
        </Box>
      ) : null}
    </BlockStack>
  );
}
