import { BlockStack, InlineStack, Page, Text } from "@shopify/polaris";
import { useState } from "react";
import type { Check, Incident, RecoveryPlan } from "#app/domains/incidents/schema.ts";
import type { DestinationState } from "#app/domains/outbox/schema.ts";
import { useFormats, useRefusal } from "#app/ui/frame.tsx";
import { StatusBadge } from "#app/ui/status-badge.tsx";
import { t } from "#app/ui/text.ts";
import { TitledCard } from "#app/ui/titled-card.tsx";
import { useSteadyRefresh } from "#app/ui/use-steady-refresh.ts";
import { SnapshotCards } from "./incident-snapshot.tsx";
import { EnterDialog, LeaveDialog } from "./mode-dialogs.tsx";
import { opsText as text } from "./ops-text.ts";

export interface IncidentPageProps {
  incident: Incident;
  plan: RecoveryPlan;
  destinations: DestinationState[];
  /** What of it can be held back, by name. */
  topics: readonly string[];
}

/** An incident: what was captured, how the checks stand now, and its mode. */
export function IncidentPage({ incident, plan, destinations, topics }: IncidentPageProps) {
  useSteadyRefresh();
  const { dateTime, now } = useFormats();
  const refusal = useRefusal("ops:execute");
  const [dialog, setDialog] = useState<"enter" | "leave">();
  const { title, note, status, capturedAt, capturedBy, pauses } = incident;
  const off = refusal !== undefined;
  const labels = new Map(destinations.map(({ destination, label }) => [destination, label]));
  return (
    <Page
      title={title}
      backAction={{ content: text.back, url: "/app/ops" }}
      subtitle={t(text.capturedBy, { time: dateTime(capturedAt, now), who: capturedBy })}
      titleMetadata={<StatusBadge look={{ text: text.status[status], tone: status === "active" ? "critical" : undefined }} />}
      primaryAction={
        status === "active"
          ? { content: text.leave, onAction: () => setDialog("leave"), disabled: off, helpText: refusal }
          : { content: text.enter, onAction: () => setDialog("enter"), disabled: off || status === "closed", helpText: refusal }
      }
      secondaryActions={[
        ...(status === "active" ? [{ content: text.change, onAction: () => setDialog("enter"), disabled: off }] : []),
        { content: text.download, onAction: () => download(incident) },
      ]}
    >
      <BlockStack gap="400">
        {note || pauses.length > 0 ? (
          <TitledCard title={text.incident}>
            {note ? <Text as="p">{note}</Text> : null}
            {pauses.length > 0 ? <Text as="p">{t(text.paused, { names: pauses.map(({ name }) => labels.get(name) ?? name).join(", ") })}</Text> : null}
          </TitledCard>
        ) : null}
        <TitledCard title={text.checklist}>
          <Checks checks={plan.checks} />
        </TitledCard>
        <SnapshotCards snapshot={incident} />
      </BlockStack>
      {dialog === "enter" ? <EnterDialog incident={incident} destinations={destinations} topics={topics} onClose={() => setDialog(undefined)} /> : null}
      {dialog === "leave" ? <LeaveDialog plan={plan} labels={labels} onClose={() => setDialog(undefined)} /> : null}
    </Page>
  );
}

function Checks({ checks }: { checks: readonly Check[] }) {
  return (
    <BlockStack gap="200">
      {checks.map(({ name, ok, found }) => (
        <InlineStack key={name} gap="200" align="space-between" blockAlign="center">
          <Text as="span">{text.checks[name]}</Text>
          <StatusBadge look={ok ? { text: text.checkOk, tone: "success" } : { text: t(text.checkFailed, { count: String(found) }), tone: "critical" }} />
        </InlineStack>
      ))}
    </BlockStack>
  );
}

/** Saves the snapshot as a file. The page has all of it: no address with a token in it is needed. */
function download(incident: Incident): void {
  const url = URL.createObjectURL(new Blob([JSON.stringify(incident, null, 2)], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = `incident-${incident.incidentId}.json`;
  link.click();
  URL.revokeObjectURL(url);
}
