import { useNavigate, useNavigation } from "@remix-run/react";
import { BlockStack, Box, Button, Card, InlineStack, Page, Pagination, Tabs, Text } from "@shopify/polaris";
import { usePatchedReturn } from "#app/dashboard/actions/actions-provider.tsx";
import { FailureBanner } from "#app/dashboard/actions/failure-banner.tsx";
import type { ReturnFeed } from "#app/domains/returns/return-feed.ts";
import type { Staleness } from "#app/platform/sync.ts";
import { useFormats } from "#app/ui/frame.tsx";
import { LiveIndicator } from "#app/ui/live/live-indicator.tsx";
import { useLiveRefresh } from "#app/ui/live/live-provider.tsx";
import { StaleBanner } from "#app/ui/stale-banner.tsx";
import { t } from "#app/ui/text.ts";
import { boardText } from "./board-text.ts";
import { type BoardTab, boardTabs, countOf, paramsFor, tabOf } from "./board-view.ts";
import { ReturnsTable } from "./returns-table.tsx";

export interface ReturnsBoardProps {
  feed: ReturnFeed;
  stale: Staleness | undefined;
  params: URLSearchParams;
}

/** All returns of the shop by what they wait for, each with the steps that it can take now. */
export function ReturnsBoard({ feed, stale, params }: ReturnsBoardProps) {
  useLiveRefresh();
  const navigate = useNavigate();
  const loading = useNavigation().location?.pathname === "/app/returns";
  const patched = usePatchedReturn();
  const tab = tabOf(params);
  const show = (next: BoardTab, cursor?: string) => navigate(`/app/returns?${paramsFor(next, cursor)}`);

  return (
    <Page fullWidth title={boardText.title} titleMetadata={<LiveIndicator />}>
      <BlockStack gap="400">
        <FailureBanner />
        <StaleBanner failure={stale} loadedAt={feed.generatedAt} />
        <Card padding="0">
          <Tabs tabs={boardTabs.map((each) => ({ id: `returns-${each}`, content: tabWords(each, feed.counts) }))} selected={boardTabs.indexOf(tab)} onSelect={(index) => show(boardTabs[index] ?? "open")} />
          <ReturnsTable key={params.get("cursor") ?? "first"} rows={feed.returns.map(patched)} loading={loading} empty={<EmptyBoard tab={tab} onShowAll={() => show("all")} />} />
          {feed.returns.length > 0 ? <BoardFooter feed={feed} isFirst={!params.has("cursor")} onNext={(cursor) => show(tab, cursor)} onFirst={() => show(tab)} /> : null}
        </Card>
      </BlockStack>
    </Page>
  );
}

function tabWords(tab: BoardTab, counts: ReturnFeed["counts"]): string {
  const count = countOf(tab, counts);
  return count === undefined ? boardText.tabs[tab] : t(boardText.tab, { name: boardText.tabs[tab], count });
}

interface BoardFooterProps {
  feed: ReturnFeed;
  isFirst: boolean;
  onNext: (cursor: string) => void;
  onFirst: () => void;
}

function BoardFooter({ feed: { pageInfo, generatedAt }, isFirst, onNext, onFirst }: BoardFooterProps) {
  const { dateTime, now } = useFormats();
  const { nextCursor } = pageInfo;
  return (
    <Box padding="200" paddingInline="300" borderBlockStartWidth="025" borderColor="border">
      <InlineStack align="space-between" blockAlign="center" gap="300">
        <Text as="span" variant="bodySm" tone="subdued">
          {t(boardText.refreshed, { time: dateTime(generatedAt, now) })}
        </Text>
        <Pagination
          accessibilityLabel={boardText.paging.label}
          accessibilityLabels={{ previous: boardText.paging.first, next: boardText.paging.next }}
          hasPrevious={!isFirst}
          hasNext={nextCursor !== null}
          onPrevious={onFirst}
          onNext={() => nextCursor !== null && onNext(nextCursor)}
        />
      </InlineStack>
    </Box>
  );
}

function EmptyBoard({ tab, onShowAll }: { tab: BoardTab; onShowAll: () => void }) {
  const { title, body } = tab === "open" || tab === "overdue" ? boardText.empty[tab] : boardText.empty.other;
  return (
    <Box paddingBlock="1600" paddingInline="400">
      <BlockStack gap="300" inlineAlign="center">
        <Text as="h2" variant="headingMd" alignment="center">
          {title}
        </Text>
        <Text as="p" tone="subdued" alignment="center">
          {body}
        </Text>
        {tab === "all" ? null : <Button onClick={onShowAll}>{boardText.showAll}</Button>}
      </BlockStack>
    </Box>
  );
}
