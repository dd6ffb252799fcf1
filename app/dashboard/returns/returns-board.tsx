import { useNavigate, useNavigation } from "@remix-run/react";
import { BlockStack, Card, Page } from "@shopify/polaris";
import { usePatchedReturn } from "#app/dashboard/actions/actions-provider.tsx";
import { FailureBanner } from "#app/dashboard/actions/failure-banner.tsx";
import type { ReturnFeed } from "#app/domains/returns/return-feed.ts";
import { EmptyList } from "#app/ui/empty-list.tsx";
import { useFormats } from "#app/ui/frame.tsx";
import { ListFooter } from "#app/ui/list-footer.tsx";
import { LiveIndicator } from "#app/ui/live/live-indicator.tsx";
import { useLiveRefresh } from "#app/ui/live/live-provider.tsx";
import { TabsInView } from "#app/ui/tabs-in-view.tsx";
import { t } from "#app/ui/text.ts";
import { boardText } from "./board-text.ts";
import { type BoardTab, boardTabs, countOf, paramsFor, tabOf } from "./board-view.ts";
import { ReturnsTable } from "./returns-table.tsx";

export interface ReturnsBoardProps {
  feed: ReturnFeed;
  params: URLSearchParams;
}

/** All returns of the shop by what they wait for, each with the steps that it can take now. */
export function ReturnsBoard({ feed, params }: ReturnsBoardProps) {
  useLiveRefresh();
  const { inlineDateTime, now } = useFormats();
  const navigate = useNavigate();
  const loading = useNavigation().location?.pathname === "/app/returns";
  const patched = usePatchedReturn();
  const tab = tabOf(params);
  const show = (next: BoardTab, cursor?: string) => navigate(`/app/returns?${paramsFor(next, cursor)}`);

  return (
    <Page fullWidth title={boardText.title} titleMetadata={<LiveIndicator />}>
      <BlockStack gap="400">
        <FailureBanner />
        <Card padding="0">
          <TabsInView tabs={boardTabs.map((each) => ({ id: `returns-${each}`, content: tabWords(each, feed.counts) }))} selected={boardTabs.indexOf(tab)} onSelect={(index) => show(boardTabs[index] ?? "open")} />
          <ReturnsTable key={params.get("cursor") ?? "first"} rows={feed.returns.map(patched)} loading={loading} empty={<EmptyList words={tab === "open" || tab === "overdue" ? boardText.empty[tab] : boardText.empty.other} action={tab === "all" ? undefined : { content: boardText.showAll, onAction: () => show("all") }} />} />
          {feed.returns.length > 0 ? (
            <ListFooter
              words={t(boardText.refreshed, { time: inlineDateTime(feed.generatedAt, now) })}
              paging={boardText.paging}
              isFirst={!params.has("cursor")}
              nextCursor={feed.pageInfo.nextCursor}
              onFirst={() => show(tab)}
              onNext={(cursor) => show(tab, cursor)}
            />
          ) : null}
        </Card>
      </BlockStack>
    </Page>
  );
}

function tabWords(tab: BoardTab, counts: ReturnFeed["counts"]): string {
  const count = countOf(tab, counts);
  return count === undefined ? boardText.tabs[tab] : t(boardText.tab, { name: boardText.tabs[tab], count });
}
