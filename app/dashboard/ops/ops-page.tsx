import { useNavigate } from "@remix-run/react";
import { Banner, BlockStack, InlineGrid, InlineStack, Link, Page, Text } from "@shopify/polaris";
import { useState } from "react";
import type { IncidentRow } from "#app/domains/incidents/schema.ts";
import type { History, MetricsAnswer } from "#app/domains/metrics/schema.ts";
import type { DestinationState, FailuresPage } from "#app/domains/outbox/schema.ts";
import { useFormats, useRefusal } from "#app/ui/frame.tsx";
import { useLiveRefresh } from "#app/ui/live/live-provider.tsx";
import { StatusBadge, type StatusLook } from "#app/ui/status-badge.tsx";
import { t } from "#app/ui/text.ts";
import { TitledCard } from "#app/ui/titled-card.tsx";
import { useSteadyRefresh } from "#app/ui/use-steady-refresh.ts";
import { CaptureDialog } from "./capture-dialog.tsx";
import { DestinationsCard } from "./destinations-card.tsx";
import { FailuresCard } from "./failures-card.tsx";
import { HealthCard, hasWorker } from "./health-card.tsx";
import { LineChart, type Point } from "./line-chart.tsx";
import { opsText as text } from "./ops-text.ts";

export interface OpsPageProps {
  metrics: MetricsAnswer;
  history: History;
  failures: FailuresPage;
  destinations: DestinationState[];
  incidents: IncidentRow[];
  incidentsTotal: number;
}

const gauges = { backlog: "ops_outbox_pending_events", failed: "ops_outbox_failed_events", drift: "ops_inventory_reserved_stock_drift_products", late: "ops_webhooks_late_seconds" } as const;
const seriesNames = ["backlog", "failed", "drift", "conflicts", "late"] as const;

/** How the app is doing, what has failed and waits for a decision, and the incidents that were captured. */
export function OpsPage({ metrics, history, failures, destinations, incidents, incidentsTotal }: OpsPageProps) {
  useLiveRefresh();
  useSteadyRefresh();
  const navigate = useNavigate();
  const { number } = useFormats();
  const refusal = useRefusal("ops:execute");
  const [capturing, setCapturing] = useState(false);
  return (
    <Page title={text.title} primaryAction={{ content: text.capture, onAction: () => setCapturing(true), disabled: refusal !== undefined, helpText: refusal }}>
      <BlockStack gap="400">
        {hasWorker(metrics) ? null : (
          <Banner tone="critical" title={text.noWorker}>
            {t(text.noWorkerBody, { arrivals: number(metrics.ops_events_pending), events: number(metrics.ops_outbox_pending_events) })}
          </Banner>
        )}
        <HealthCard metrics={metrics} />
        <FailuresCard page={failures} />
        <div id="charts">
          <TitledCard title={text.charts} empty={history.samples.length === 0 ? text.noData : undefined}>
            <InlineGrid columns={{ xs: 1, md: 2, lg: 3 }} gap="400">
              {seriesNames.map((name) => (
                <LineChart key={name} label={text.series[name]} points={pointsOf(name, history, metrics)} />
              ))}
            </InlineGrid>
          </TitledCard>
        </div>
        <div id="destinations">
          <DestinationsCard destinations={destinations} />
        </div>
        <IncidentsCard incidents={incidents} total={incidentsTotal} />
      </BlockStack>
      {capturing ? <CaptureDialog onDone={(id) => navigate(`/app/ops/incidents/${id}`)} onClose={() => setCapturing(false)} /> : null}
    </Page>
  );
}

/** A figure's past, and what it is now: a point of the past is the highest of its stretch of time. Conflicts are added up, and have no now. */
function pointsOf(name: (typeof seriesNames)[number], { samples }: History, metrics: MetricsAnswer): Point[] {
  const past = samples.map((sample) => ({ at: sample.at, value: sample[name] }));
  return name === "conflicts" ? past : [...past, { at: metrics.generatedAt, value: metrics[gauges[name]] }];
}

const incidentLooks: Record<IncidentRow["status"], StatusLook> = {
  captured: { text: text.status.captured, tone: "info" },
  active: { text: text.status.active, tone: "critical" },
  closed: { text: text.status.closed },
};

function IncidentsCard({ incidents, total }: { incidents: readonly IncidentRow[]; total: number }) {
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
        {incidents.length < total ? <Text as="p" tone="subdued">{t(text.incidentsMore, { shown: incidents.length, total })}</Text> : null}
      </BlockStack>
    </TitledCard>
  );
}
