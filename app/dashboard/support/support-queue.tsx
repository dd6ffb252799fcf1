import { useNavigate, useNavigation } from "@remix-run/react";
import { BlockStack, Box, Card, Page, TextField } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { FailureBanner } from "#app/dashboard/actions/failure-banner.tsx";
import { SupportStepDialog, type SupportStepDialogProps } from "#app/dashboard/order/support-step-dialog.tsx";
import type { ThreadsPage } from "#app/domains/support/schema.ts";
import { EmptyList } from "#app/ui/empty-list.tsx";
import { ListFooter } from "#app/ui/list-footer.tsx";
import { LiveIndicator } from "#app/ui/live/live-indicator.tsx";
import { useLiveRefresh } from "#app/ui/live/live-provider.tsx";
import { TabsInView } from "#app/ui/tabs-in-view.tsx";
import { t } from "#app/ui/text.ts";
import { supportText as text } from "./support-text.ts";
import { paramsFor, searchOf, type SupportTab, supportTabs, tabOf } from "./support-view.ts";
import { ThreadCard } from "./thread-card.tsx";

export interface SupportQueueProps {
  page: ThreadsPage;
  params: URLSearchParams;
}

/** Everything that was brought to support, the latest first, to answer and to give back from. */
export function SupportQueue({ page, params }: SupportQueueProps) {
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
        <Card padding="0">
          <TabsInView tabs={supportTabs.map((each) => ({ id: `support-${each}`, content: text.tabs[each] }))} selected={supportTabs.indexOf(tab)} onSelect={(index) => show(supportTabs[index] ?? "open", q)} />
          <Box padding="300" borderBlockEndWidth="025" borderColor="border">
            <SearchField key={q} initial={q} loading={loading} onSearch={(search) => show(tab, search)} />
          </Box>
          {threads.length === 0 ? (
            <EmptyList words={q ? text.empty.search : tab === "open" ? text.empty.open : text.empty.other} action={tab === "all" && q === "" ? undefined : { content: text.showAll, onAction: () => show("all", "") }} />
          ) : (
            <ul className="plain-list" aria-busy={loading}>
              {threads.map((thread) => (
                <ThreadCard key={thread.id} thread={thread} onStep={setStep} />
              ))}
            </ul>
          )}
          {threads.length > 0 ? (
            <ListFooter
              words={t(text.total, { count: total })}
              paging={text.paging}
              isFirst={!params.has("cursor")}
              nextCursor={nextCursor}
              onFirst={() => show(tab, q)}
              onNext={(cursor) => show(tab, q, cursor)}
            />
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
