import { Banner, BlockStack, Button, DataTable, Link, Page, Text } from "@shopify/polaris";
import type { TransitionRun } from "#app/domains/order-workflow/schema.ts";
import { workflowLook } from "#app/dashboard/orders/state-looks.ts";
import { useFormats, useFrame } from "#app/ui/frame.tsx";
import { useLiveRefresh } from "#app/ui/live/live-provider.tsx";
import { StatusBadge, type StatusLook } from "#app/ui/status-badge.tsx";
import { TitledCard } from "#app/ui/titled-card.tsx";
import { downloadResults } from "./run-client.ts";
import { RunCounts } from "./run-items.tsx";
import { type TransitionLine, TransitionsTable } from "./transitions-table.tsx";
import { workflowText } from "./workflow-text.ts";

const text = workflowText.page;

export interface WorkflowPageProps {
  runs: readonly TransitionRun[];
  machine: readonly TransitionLine[];
  enabled: boolean;
}

/** Transitions of many orders, the machine that they follow, and where those who may can have other systems told of them. */
export function WorkflowPage({ runs, machine, enabled }: WorkflowPageProps) {
  useLiveRefresh();
  const maySet = useFrame().viewer.permissions.includes("settings");
  return (
    <Page title={text.title}>
      <BlockStack gap="400">
        {enabled ? null : <Banner tone="warning">{text.off}</Banner>}
        <RunsCard runs={runs} />
        <MachineCard machine={machine} />
        {maySet ? <EndpointsCard /> : null}
      </BlockStack>
    </Page>
  );
}

function RunsCard({ runs }: Pick<WorkflowPageProps, "runs">) {
  const { dateTime, now } = useFormats();
  return (
    <TitledCard title={text.runs} empty={runs.length === 0 ? text.noRuns : undefined}>
      <DataTable
        columnContentTypes={["text", "text", "text", "text", "text", "text"]}
        headings={[text.when, text.by, text.to, text.status, text.result, text.results]}
        rows={runs.map((run) => [
          <span key="at" style={{ whiteSpace: "nowrap" }}>
            {dateTime(run.createdAt, now)}
          </span>,
          run.createdBy,
          <StatusBadge key="to" look={workflowLook(run.toState)} />,
          <StatusBadge key="status" look={lookOf(run)} />,
          <RunCounts key="counts" run={run} />,
          <Button key="file" variant="plain" onClick={() => void downloadResults(run.id)}>
            CSV
          </Button>,
        ])}
        increasedTableDensity
        verticalAlign="middle"
      />
    </TitledCard>
  );
}

function lookOf({ status, counts }: TransitionRun): StatusLook {
  if (status === "planned") return { text: text.statuses.planned };
  if (status === "running") return { text: text.statuses.running, tone: "attention", progress: "partiallyComplete" };
  return counts.failed + counts.skipped > 0 ? { text: text.statuses.doneWithProblems, tone: "warning", progress: "complete" } : { text: text.statuses.done, tone: "success", progress: "complete" };
}

function MachineCard({ machine }: Pick<WorkflowPageProps, "machine">) {
  return (
    <TitledCard title={text.machine}>
      <Text as="p" tone="subdued">
        {text.machineHelp}
      </Text>
      <TransitionsTable transitions={machine} />
    </TitledCard>
  );
}

function EndpointsCard() {
  return (
    <TitledCard title={text.endpoints}>
      <Text as="p" tone="subdued">
        {text.endpointsHelp}
      </Text>
      <Link url="/app/settings?section=webhooks">{text.endpointsOpen}</Link>
    </TitledCard>
  );
}
