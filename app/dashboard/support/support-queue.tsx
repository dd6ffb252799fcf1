import { useNavigate, useNavigation } from "@remix-run/react";
import { BlockStack, Box, Button, Card, InlineStack, Page, Pagination, Tabs, Text, TextField } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { FailureBanner } from "#app/dashboard/actions/failure-banner.tsx";
import { SupportStepDialog, type SupportStepDialogProps } from "#app/dashboard/order/support-step-dialog.tsx";
import type { ThreadsPage } from "#app/domains/support/schema.ts";
import type { Staleness } from "#app/platform/sync.ts";
import { LiveIndicator } from "#app/ui/live/live-indicator.tsx";
import { useLiveRefresh } from "#app/ui/live/live-provider.tsx";
import { StaleBanner } from "#app/ui/stale-banner.tsx";
import { t } from "#app/ui/text.ts";
import { supportText as text } from "./support-text.ts";
import { paramsFor, searchOf, type SupportTab, supportTabs, tabOf } from "./support-view.ts";
import { ThreadCard } from "./thread-card.tsx";

export interface SupportQueueProps {
  page: ThreadsPage;
  loadedAt: string;
  stale: Staleness | undefined;
  params: URLSearchParams;
}

/** Everything that was brought to support, the latest first, to answer and to give back from. */
export function SupportQueue({ page, loadedAt, stale, params }: SupportQueueProps) {
  useLiveRefresh();
  const navigate = useNavigate();
  const loading = useNavigation().location?.pathname === "/app/support";
  const [step, setStep] = useState<Omit<SupportStepDialogProps, "onClose">>();
  const tab = tabOf(params);
  const q = searchOf(params);
  const show = (next: SupportTab, search: string, cursor?: string) => navigate(`/app/support?${paramsFor(next, search, cursor)}`);
  const { threads, nextCursor, total } = page;

  return (
    <Page title={text.title} titleMetadata={<LiveIndicator />}>
      <BlockStack gap="400">
        <FailureBanner />
        <StaleBanner failure={stale} loadedAt={loadedAt} />
        <Card padding="0">
          <Tabs tabs={supportTabs.map((each) => ({ id: `support-${each}`, content: text.tabs[each] }))} selected={supportTabs.indexOf(tab)} onSelect={(index) => show(supportTabs[index] ?? "open", q)} />
          <Box padding="300" borderBlockEndWidth="025" borderColor="border">
            <SearchField key={q} initial={q} loading={loading} onSearch={(search) => show(tab, search)} />
          </Box>
          {threads.length === 0 ? (
            <EmptyQueue words={q ? text.empty.search : tab === "open" ? text.empty.open : text.empty.other} onShowAll={tab === "all" && q === "" ? undefined : () => show("all", "")} />
          ) : (
            <ul className="plain-list" aria-busy={loading}>
              {threads.map((thread) => (
                <ThreadCard key={thread.id} thread={thread} onStep={setStep} />
              ))}
            </ul>
          )}
          {threads.length > 0 ? (
            <Box padding="200" paddingInline="300">
              <InlineStack align="space-between" blockAlign="center" gap="300">
                <Text as="span" variant="bodySm" tone="subdued">
                  {t(text.total, { count: total })}
                </Text>
                <Pagination
                  accessibilityLabel={text.paging.label}
                  accessibilityLabels={{ previous: text.paging.first, next: text.paging.next }}
                  hasPrevious={params.has("cursor")}
                  hasNext={nextCursor !== null}
                  onPrevious={() => show(tab, q)}
                  onNext={() => nextCursor !== null && show(tab, q, nextCursor)}
                />
              </InlineStack>
            </Box>
          ) : null}
        </Card>
      </BlockStack>
      {step ? <SupportStepDialog {...step} onClose={() => setStep(undefined)} /> : null}
    </Page>
  );
}

const patienceMs = 400;

interface SearchFieldProps {
  initial: string;
  loading: boolean;
  onSearch: (search: string) => void;
}

/** Searches when typing has paused. */
function SearchField({ initial, loading, onSearch }: SearchFieldProps) {
  const [value, setValue] = useState(initial);
  useEffect(() => {
    if (value.trim() === initial) return undefined;
    const timer = setTimeout(() => onSearch(value.trim()), patienceMs);
    return () => clearTimeout(timer);
  }, [initial, onSearch, value]);
  return (
    <TextField label={text.search} labelHidden placeholder={text.search} value={value} onChange={setValue} maxLength={200} autoComplete="off" clearButton loading={loading} onClearButtonClick={() => setValue("")} autoFocus={initial !== ""} />
  );
}

function EmptyQueue({ words: { title, body }, onShowAll }: { words: { title: string; body: string }; onShowAll: (() => void) | undefined }) {
  return (
    <Box paddingBlock="1600" paddingInline="400">
      <BlockStack gap="300" inlineAlign="center">
        <Text as="h2" variant="headingMd" alignment="center">
          {title}
        </Text>
        <Text as="p" tone="subdued" alignment="center">
          {body}
        </Text>
        {onShowAll ? <Button onClick={onShowAll}>{text.showAll}</Button> : null}
      </BlockStack>
    </Box>
  );
}
