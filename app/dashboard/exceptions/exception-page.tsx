import { useLocation, useNavigate } from "@remix-run/react";
import { BlockStack, InlineStack, Layout, Page } from "@shopify/polaris";
import { useEffect, useId } from "react";
import { LiveIndicator } from "#app/ui/live/live-indicator.tsx";
import { useLiveRefresh } from "#app/ui/live/live-provider.tsx";
import { useShortcuts } from "#app/ui/shortcuts.ts";
import { StatusBadge } from "#app/ui/status-badge.tsx";
import { Comparison } from "./comparison.tsx";
import { DecisionForm } from "./decision-form.tsx";
import { FactsCard, ResolutionCard } from "./exception-cards.tsx";
import type { ExceptionView } from "./exception-view.ts";
import { exceptionsText } from "./exceptions-text.ts";
import { HealthFigures } from "./health-figures.tsx";
import { ProposalsCard } from "./proposals-card.tsx";
import { reasonLook } from "./reason-look.ts";

/** One exception: what happened, both contents side by side, and the decision. */
export function ExceptionPage({ view }: { view: ExceptionView }) {
  useLiveRefresh();
  const { exception, rows, health, next } = view;
  const navigate = useNavigate();
  const { hash } = useLocation();
  const notesId = useId();
  const open = exception.status === "open";
  const decide = () => document.getElementById(notesId)?.focus();
  const goOn = () => void (next && navigate(`/app/exceptions/${next}`));
  useShortcuts([{ key: "r", label: exceptionsText.shortcuts.resolve, run: decide }, { key: "j", label: exceptionsText.shortcuts.next, run: goOn }]);
  useEffect(() => {
    if (hash === "#decide") document.getElementById(notesId)?.focus();
  }, [hash, notesId]);

  return (
    <Page
      title={exception.summary.replace(/\.$/, "")}
      titleMetadata={
        <InlineStack gap="200" blockAlign="center">
          <StatusBadge look={reasonLook(exception.reason_code)} />
          <StatusBadge look={open ? { text: exceptionsText.statuses.open, tone: "attention" } : { text: exceptionsText.statuses.resolved, tone: "success" }} />
          <LiveIndicator />
        </InlineStack>
      }
      backAction={{ content: exceptionsText.back, url: "/app/exceptions" }}
      primaryAction={next && !open ? { content: exceptionsText.decide.next, onAction: goOn } : undefined}
    >
      <BlockStack gap="400">
        <HealthFigures health={health} />
        <Layout>
          <Layout.Section>
            <BlockStack gap="400">
              <Comparison rows={rows} conflict={exception.first.raw_id !== exception.last.raw_id} firstAt={exception.first.received_at} lastAt={exception.last.received_at} />
              <ProposalsCard exceptionId={exception.exception_id} proposals={exception.proposals} />
              {open ? <DecisionForm key={exception.exception_id} view={view} notesId={notesId} /> : <ResolutionCard view={view} />}
            </BlockStack>
          </Layout.Section>
          <Layout.Section variant="oneThird">
            <FactsCard view={view} />
          </Layout.Section>
        </Layout>
      </BlockStack>
    </Page>
  );
}
