import { useNavigate } from "@remix-run/react";
import { Card, Page } from "@shopify/polaris";
import type { DestinationState, PendingPage as PendingAnswer } from "#app/domains/outbox/schema.ts";
import { EmptyList } from "#app/ui/empty-list.tsx";
import { FailureNote } from "#app/ui/failure-note.tsx";
import { useRefusal } from "#app/ui/frame.tsx";
import { useLiveRefresh } from "#app/ui/live/live-provider.tsx";
import { TabsInView } from "#app/ui/tabs-in-view.tsx";
import { t } from "#app/ui/text.ts";
import { useSteadyRefresh } from "#app/ui/use-steady-refresh.ts";
import { opsText } from "./ops-text.ts";
import { PendingTable } from "./pending-table.tsx";
import { useTryNow } from "./use-try-now.ts";

const text = opsText.pending;

export interface PendingPageProps {
  page: PendingAnswer;
  destinations: readonly DestinationState[];
  /** The destination that is shown; all when none is. */
  destination: string | null;
}

/** What is still to leave the app, by where it goes, oldest first, and what each of it waits for. */
export function PendingPage({ page: { pending, total }, destinations, destination }: PendingPageProps) {
  useLiveRefresh();
  useSteadyRefresh();
  const navigate = useNavigate();
  const refusal = useRefusal("ops:execute");
  const { isOffered, tryNow, busy, failure } = useTryNow(destinations.find((each) => each.destination === destination));
  const tabs = [{ id: "all", content: text.all, destination: null }, ...destinations.map((each) => ({ id: each.destination, content: t(text.tab, { name: each.label, count: each.pending }), destination: each.destination }))];
  const labels = new Map(destinations.map((each) => [each.destination, each.label]));
  return (
    <Page
      title={text.title}
      subtitle={total === 0 ? undefined : pending.length < total ? t(text.more, { shown: pending.length, total }) : t(text.total, { count: total })}
      backAction={{ content: opsText.title, url: "/app/ops" }}
      primaryAction={isOffered ? { content: opsText.tryNow, onAction: tryNow, loading: busy, disabled: refusal !== undefined, helpText: refusal } : undefined}
      fullWidth
    >
      <FailureNote failure={failure} />
      <Card padding="0">
        <TabsInView
          tabs={tabs}
          selected={Math.max(0, tabs.findIndex((tab) => tab.destination === destination))}
          onSelect={(index) => {
            const chosen = tabs[index]?.destination;
            navigate(chosen ? `/app/ops/outbox?${new URLSearchParams({ destination: chosen })}` : "/app/ops/outbox");
          }}
        />
        {pending.length === 0 ? <EmptyList words={text.empty} /> : <PendingTable rows={pending} labels={labels} />}
      </Card>
    </Page>
  );
}
