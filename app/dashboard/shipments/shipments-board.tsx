import { useNavigate, useNavigation } from "@remix-run/react";
import { BlockStack, Card, Page } from "@shopify/polaris";
import { FailureBanner } from "#app/dashboard/actions/failure-banner.tsx";
import type { ShipmentFeed } from "#app/domains/shipments/schema.ts";
import { EmptyList } from "#app/ui/empty-list.tsx";
import { useFormats } from "#app/ui/frame.tsx";
import { ListFooter } from "#app/ui/list-footer.tsx";
import { LiveIndicator } from "#app/ui/live/live-indicator.tsx";
import { useLiveRefresh } from "#app/ui/live/live-provider.tsx";
import { TabsInView } from "#app/ui/tabs-in-view.tsx";
import { t } from "#app/ui/text.ts";
import { ShipmentsTable } from "./shipments-table.tsx";
import { shipmentsText } from "./shipments-text.ts";
import { paramsFor, type ShipmentTab, shipmentTabs, tabOf } from "./shipments-view.ts";

export interface ShipmentsBoardProps {
  feed: ShipmentFeed;
  params: URLSearchParams;
}

/** All that is on its way to customers, by where it is, with what can be done where it hangs. */
export function ShipmentsBoard({ feed, params }: ShipmentsBoardProps) {
  useLiveRefresh();
  const { inlineDateTime, now } = useFormats();
  const navigate = useNavigate();
  const loading = useNavigation().location?.pathname === "/app/shipments";
  const tab = tabOf(params);
  const show = (next: ShipmentTab, cursor?: string) => navigate(`/app/shipments?${paramsFor(next, cursor)}`);
  const { nextCursor } = feed.pageInfo;

  return (
    <Page fullWidth title={shipmentsText.title} titleMetadata={<LiveIndicator />}>
      <BlockStack gap="400">
        <FailureBanner />
        <Card padding="0">
          <TabsInView tabs={shipmentTabs.map((each) => ({ id: `shipments-${each}`, content: shipmentsText.tabs[each] }))} selected={shipmentTabs.indexOf(tab)} onSelect={(index) => show(shipmentTabs[index] ?? "all")} />
          <ShipmentsTable key={params.get("cursor") ?? "first"} rows={feed.shipments} loading={loading} empty={<EmptyList words={shipmentsText.empty} action={tab === "all" ? undefined : { content: shipmentsText.showAll, onAction: () => show("all") }} />} />
          {feed.shipments.length > 0 ? (
            <ListFooter
              words={t(shipmentsText.refreshed, { time: inlineDateTime(feed.generatedAt, now) })}
              paging={shipmentsText.paging}
              isFirst={!params.has("cursor")}
              nextCursor={nextCursor}
              onFirst={() => show(tab)}
              onNext={(cursor) => show(tab, cursor)}
            />
          ) : null}
        </Card>
      </BlockStack>
    </Page>
  );
}
