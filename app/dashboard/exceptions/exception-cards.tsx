import { BlockStack, Link, List, Text } from "@shopify/polaris";
import { numberOf, orderUrl } from "#app/dashboard/orders/order-url.ts";
import { type Fact, Facts } from "#app/ui/facts.tsx";
import { useFormats } from "#app/ui/frame.tsx";
import { readable } from "#app/ui/status-badge.tsx";
import { TitledCard } from "#app/ui/titled-card.tsx";
import { arrivalName, inEffect } from "./arrival-words.ts";
import type { ExceptionView } from "./exception-view.ts";
import { exceptionsText } from "./exceptions-text.ts";

/** Why an event waits, what the usual decision is, and what the ledger knows of it. */
export function FactsCard({ view: { exception } }: { view: ExceptionView }) {
  const text = exceptionsText.facts;
  const { dateTime, money, number, now } = useFormats();
  const { reason_details: details, events_processed: ledger } = exception;
  const facts: Fact[] = [
    { label: text.type, value: exception.event_type },
    { label: text.source, value: exception.source },
    { label: text.key, value: ledger.idempotency_key },
    { label: text.ledger, value: readable(ledger.status) },
    { label: text.deliveries, value: number(ledger.deliveries) },
    { label: text.firstSeen, value: dateTime(ledger.first_seen_at, now) },
    { label: text.lastSeen, value: dateTime(ledger.last_seen_at, now) },
    { label: text.applied, value: inEffect(exception, (at) => dateTime(at, now)) },
    { label: text.money, value: exception.money ? money(exception.money) : exceptionsText.unknownMoney },
    { label: text.attempts, value: number(exception.replay_attempts) },
    { label: exceptionsText.order, value: exception.order_id ? <Link url={orderUrl(exception.order_id)}>{numberOf(exception.order_id)}</Link> : exceptionsText.noOrder },
  ];
  return (
    <TitledCard title={text.title}>
      <BlockStack gap="300">
        <Said label={text.happened} said={details["what_happened"]} />
        <Said label={text.usually} said={details["usual_decision"]} />
        <Issues issues={details["issues"]} />
        <Facts facts={facts} />
      </BlockStack>
    </TitledCard>
  );
}

function Said({ label, said }: { label: string; said: unknown }) {
  if (typeof said !== "string") return null;
  return (
    <BlockStack gap="050">
      <Text as="h3" variant="bodySm" tone="subdued">
        {label}
      </Text>
      <Text as="p">{said}</Text>
    </BlockStack>
  );
}

function Issues({ issues }: { issues: unknown }) {
  if (!Array.isArray(issues)) return null;
  return (
    <List>
      {issues.map((issue: unknown, index) => (
        <List.Item key={index}>
          <Issue path={String(Reflect.get(Object(issue), "path"))} message={String(Reflect.get(Object(issue), "message"))} />
        </List.Item>
      ))}
    </List>
  );
}

/** The field's place as the sender wrote it, and what is wrong with it. */
function Issue({ path, message }: { path: string; message: string }) {
  return (
    <span className="break-anywhere">
      {path ? <Text as="span" fontWeight="medium">{path}</Text> : exceptionsText.wholeEvent} {message}
    </span>
  );
}

/** The decision that was taken, for good. */
export function ResolutionCard({ view: { exception } }: { view: ExceptionView }) {
  const text = exceptionsText.resolution;
  const { dateTime, now } = useFormats();
  const { resolution } = exception;
  if (!resolution) return null;
  const taken = resolution.canonical_raw_id;
  const facts: Fact[] = [
    { label: text.title, value: text.actions[resolution.action] },
    { label: text.actor, value: resolution.actor },
    { label: text.caller, value: resolution.caller },
    { label: text.notes, value: resolution.resolution_notes },
    { label: text.at, value: dateTime(resolution.resolved_at, now) },
    ...(taken ? [{ label: text.canonical, value: arrivalName(exception, taken, (at) => dateTime(at, now)) }] : []),
    ...(resolution.override_patch ? [{ label: text.patch, value: JSON.stringify(resolution.override_patch) }] : []),
    ...(resolution.rule_id ? [{ label: text.rule, value: resolution.rule_id }] : []),
  ];
  return (
    <TitledCard title={text.title}>
      <Facts facts={facts} />
    </TitledCard>
  );
}
