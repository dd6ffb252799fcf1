import { BlockStack, Button, InlineStack, Link, Text } from "@shopify/polaris";
import type { DestinationState } from "#app/domains/outbox/schema.ts";
import { FailureNote } from "#app/ui/failure-note.tsx";
import { useFormats, useRefusal } from "#app/ui/frame.tsx";
import { StatusBadge, type StatusLook } from "#app/ui/status-badge.tsx";
import { t } from "#app/ui/text.ts";
import { TitledCard } from "#app/ui/titled-card.tsx";
import { opsText as text } from "./ops-text.ts";
import { useTryNow } from "./use-try-now.ts";

const looks: Record<DestinationState["state"], StatusLook> = {
  ok: { text: text.states.ok, tone: "success" },
  failing: { text: text.states.failing, tone: "warning" },
  resting: { text: text.states.resting, tone: "warning" },
  paused: { text: text.states.paused, tone: "critical" },
};

/** Where events go and how that is. One that was put right is tried again without waiting for its schedule. */
export function DestinationsCard({ destinations }: { destinations: readonly DestinationState[] }) {
  return (
    <TitledCard title={text.destinations}>
      <BlockStack gap="300">
        {destinations.map((state) => (
          <Destination key={state.destination} state={state} />
        ))}
      </BlockStack>
    </TitledCard>
  );
}

function Destination({ state: known }: { state: DestinationState }) {
  const { destination, label, state, pending, failed, restsUntil, lastError } = known;
  const { inlineDateTime, now } = useFormats();
  const refusal = useRefusal("ops:execute");
  const { isOffered, tryNow, busy, failure } = useTryNow(known);
  const waiting = t(text.waiting, { count: pending });
  return (
    <BlockStack gap="050">
      <InlineStack gap="200" blockAlign="center">
        <Text as="span" fontWeight="semibold">
          {label}
        </Text>
        <StatusBadge look={looks[state]} />
        <Text as="span" tone="subdued">
          {pending > 0 ? <Link url={`/app/ops/outbox?${new URLSearchParams({ destination })}`}>{waiting}</Link> : waiting} · {failed > 0 ? <Link url="#failures">{t(text.failedCount, { count: failed })}</Link> : t(text.failedCount, { count: failed })}
        </Text>
        {isOffered ? (
          <Button size="slim" loading={busy} disabled={refusal !== undefined} accessibilityLabel={`${text.tryNow}: ${label}`} onClick={tryNow}>
            {text.tryNow}
          </Button>
        ) : null}
      </InlineStack>
      <FailureNote failure={failure} />
      {state === "ok" || !lastError ? null : (
        <Text as="p" tone="subdued" breakWord>
          {lastError} {restsUntil ? t(text.restsUntil, { time: inlineDateTime(restsUntil, now) }) : ""}
        </Text>
      )}
    </BlockStack>
  );
}
