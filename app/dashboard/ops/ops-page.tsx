import { useNavigate } from "@remix-run/react";
import { BlockStack, InlineGrid, InlineStack, Link, Page, Text } from "@shopify/polaris";
import { useState } from "react";
import type { IncidentRow } from "#app/domains/incidents/schema.ts";
import type { History, MetricsAnswer } from "#app/domains/metrics/schema.ts";
import type { DestinationState, FailuresPage } from "#app/domains/outbox/schema.ts";
import type { Staleness } from "#app/platform/sync.ts";
import { useFormats, useRefusal } from "#app/ui/frame.tsx";
import { useLiveRefresh } from "#app/ui/live/live-provider.tsx";
import { StaleBanner } from "#app/ui/stale-banner.tsx";
import { StatusBadge, type StatusLook } from "#app/ui/status-badge.tsx";
import { t } from "#app/ui/text.ts";
import { TitledCard } from "#app/ui/titled-card.tsx";
import { CaptureDialog } from "./capture-dialog.tsx";
import { FailuresCard } from "./failures-card.tsx";
import { HealthCard } from "./health-card.tsx";
import { LineChart } from "./line-chart.tsx";
import { opsText as text } from "./ops-text.ts";

export interface OpsPageProps {
  metrics: MetricsAnswer;
  history: History;
  failures: FailuresPage;
  destinations: DestinationState[];
  incidents: IncidentRow[];
  stale?: Staleness | undefined;
}

const seriesNames = ["backlog", "failed", "drift", "conflicts", "late"] as const;

/** How the app is doing, what has failed and waits for a decision, and the incidents that were captured. */
export function OpsPage({ metrics, history, failures, destinations, incidents, stale }: OpsPageProps) {
  useLiveRefresh();
  const navigate = useNavigate();
  const refusal = useRefusal("ops:execute");
  const [capturing, setCapturing] = useState(false);
  return (
    <Page title={text.title} primaryAction={{ content: text.capture, onAction: () => setCapturing(true), disabled: refusal !== undefined, helpText: refusal }}>
      <BlockStack gap="400">
        <StaleBanner failure={stale} loadedAt={metrics.generatedAt} />
        <HealthCard metrics={metrics} />
        <FailuresCard page={failures} />
        <div id="charts">
          <TitledCard title={text.charts} empty={history.samples.length === 0 ? text.noData : undefined}>
            <InlineGrid columns={{ xs: 1, md: 2, lg: 3 }} gap="400">
              {seriesNames.map((name) => (
                <LineChart key={name} label={text.series[name]} points={history.samples.map((sample) => ({ at: sample.at, value: sample[name] }))} />
              ))}
            </InlineGrid>
          </TitledCard>
        </div>
        <div id="destinations">
          <DestinationsCard destinations={destinations} />
        </div>
        <IncidentsCard incidents={incidents} />
      </BlockStack>
      {capturing ? <CaptureDialog onDone={(id) => navigate(`/app/ops/incidents/${id}`)} onClose={() => setCapturing(false)} /> : null}
    </Page>
  );
}

const destinationLooks: Record<DestinationState["state"], StatusLook> = {
  ok: { text: text.states.ok, tone: "success" },
  failing: { text: text.states.failing, tone: "warning" },
  resting: { text: text.states.resting, tone: "warning" },
  paused: { text: text.states.paused, tone: "critical" },
};

function DestinationsCard({ destinations }: { destinations: readonly DestinationState[] }) {
  const { inlineDateTime, now } = useFormats();
  return (
    <TitledCard title={text.destinations}>
      <BlockStack gap="300">
        {destinations.map(({ destination, label, state, pending, failed, restsUntil, lastError }) => (
          <BlockStack key={destination} gap="050">
            <InlineStack gap="200" blockAlign="center">
              <Text as="span" fontWeight="semibold">
                {label}
              </Text>
              <StatusBadge look={destinationLooks[state]} />
              <Text as="span" tone="subdued">
                {pending > 0 ? <Link url={`/app/ops/outbox?${new URLSearchParams({ destination })}`}>{t(text.waiting, { count: pending })}</Link> : t(text.waiting, { count: pending })} · {t(text.failedCount, { count: failed })}
              </Text>
            </InlineStack>
            {state === "ok" || !lastError ? null : (
              <Text as="p" tone="subdued" breakWord>
                {lastError} {restsUntil ? t(text.restsUntil, { time: inlineDateTime(restsUntil, now) }) : ""}
              </Text>
            )}
          </BlockStack>
        ))}
      </BlockStack>
    </TitledCard>
  );
}

const incidentLooks: Record<IncidentRow["status"], StatusLook> = {
  captured: { text: text.status.captured, tone: "info" },
  active: { text: text.status.active, tone: "critical" },
  closed: { text: text.status.closed },
};

function IncidentsCard({ incidents }: { incidents: readonly IncidentRow[] }) {
  const { dateTime, now } = useFormats();
  return (
    <TitledCard title={text.incidents} empty={incidents.length === 0 ? text.incidentsEmpty : undefined}>
      <BlockStack gap="300">
        {incidents.map(({ incidentId, title, status, capturedAt, capturedBy }) => (
          <BlockStack key={incidentId} gap="050">
            <InlineStack gap="200" blockAlign="center">
              <Link url={`/app/ops/incidents/${incidentId}`}>{title}</Link>
              <StatusBadge look={incidentLooks[status]} />
            </InlineStack>
            <Text as="p" tone="subdued">
              {t(text.capturedBy, { time: dateTime(capturedAt, now), who: capturedBy })}
            </Text>
          </BlockStack>
        ))}
      </BlockStack>
    </TitledCard>
  );
}
