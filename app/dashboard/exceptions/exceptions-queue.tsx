import { useNavigate } from "@remix-run/react";
import { BlockStack, Card, Page } from "@shopify/polaris";
import { KeyboardIcon } from "@shopify/polaris-icons";
import { useState } from "react";
import type { ExceptionGroup, ExceptionsPage, Health, Lesson, RuleView } from "#app/domains/exceptions/schema.ts";
import { LiveIndicator } from "#app/ui/live/live-indicator.tsx";
import { useLiveRefresh } from "#app/ui/live/live-provider.tsx";
import { ShortcutsModal } from "#app/ui/shortcuts-modal.tsx";
import { uiText } from "#app/ui/ui-text.ts";
import { exceptionsText } from "./exceptions-text.ts";
import { GroupsCard } from "./groups-card.tsx";
import { HealthFigures } from "./health-figures.tsx";
import { QueueFilters } from "./queue-filters.tsx";
import { QueueList } from "./queue-list.tsx";
import { LessonsCard, RulesCard } from "./rules-card.tsx";
import { useQueueShortcuts } from "./use-queue-shortcuts.ts";

export interface QueueData {
  health: Health;
  page: ExceptionsPage;
  groups: ExceptionGroup[];
  rules: RuleView[];
  lessons: Lesson[];
}

const step = 50;
const most = 500;

/** The exceptions queue: what waits for a decision, what shares a cause, and what was learned. */
export function ExceptionsQueue({ data, params }: { data: QueueData; params: URLSearchParams }) {
  useLiveRefresh();
  const navigate = useNavigate();
  const [helpIsOpen, setHelpIsOpen] = useState(false);
  const shortcuts = useQueueShortcuts({ onOpen: (address) => navigate(address), onHelp: () => setHelpIsOpen(true) });
  const show = (next: URLSearchParams) => navigate(`/app/exceptions?${next}`, { replace: true });
  const more = () => {
    const next = new URLSearchParams(params);
    next.set("limit", String(Math.min(most, data.page.exceptions.length + step)));
    show(next);
  };
  return (
    <Page title={exceptionsText.title} titleMetadata={<LiveIndicator />} secondaryActions={[{ content: uiText.shortcuts.title, icon: KeyboardIcon, onAction: () => setHelpIsOpen(true) }]}>
      <BlockStack gap="400">
        <HealthFigures health={data.health} />
        <GroupsCard groups={data.groups} />
        <Card padding="0">
          <QueueFilters params={params} onParams={show} />
          <QueueList page={data.page} filtered={["status", "reason_code", "event_type", "q"].some((name) => params.has(name))} onClear={() => show(new URLSearchParams())} onMore={more} />
        </Card>
        <RulesCard rules={data.rules} />
        <LessonsCard lessons={data.lessons} />
      </BlockStack>
      {helpIsOpen ? <ShortcutsModal shortcuts={shortcuts} onClose={() => setHelpIsOpen(false)} /> : null}
    </Page>
  );
}
