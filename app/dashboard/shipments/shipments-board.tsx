import { useNavigate, useNavigation } from "@remix-run/react";
import { BlockStack, Box, Button, Card, InlineStack, Page, Pagination, Tabs, Text } from "@shopify/polaris";
import { FailureBanner } from "#app/dashboard/actions/failure-banner.tsx";
import type { ShipmentFeed } from "#app/domains/shipments/schema.ts";
import type { Staleness } from "#app/platform/sync.ts";
import { useFormats } from "#app/ui/frame.tsx";
import { LiveIndicator } from "#app/ui/live/live-indicator.tsx";
import { useLiveRefresh } from "#app/ui/live/live-provider.tsx";
import { StaleBanner } from "#app/ui/stale-banner.tsx";
import { t } from "#app/ui/text.ts";
import { ShipmentsTable } from "./shipments-table.tsx";
import { shipmentsText } from "./shipments-text.ts";
import { paramsFor, type ShipmentTab, shipmentTabs, tabOf } from "./shipments-view.ts";

export interface ShipmentsBoardProps {
  feed: ShipmentFeed;
  stale: Staleness | undefined;
  params: URLSearchParams;
}

/** All that is on its way to customers, by where it is, with what can be done where it hangs. */
export function ShipmentsBoard({ feed, stale, params }: ShipmentsBoardProps) {
  useLiveRefresh();
  const { dateTime, now } = useFormats();
  const navigate = useNavigate();
  const loading = useNavigation().location?.pathname === "/app/shipments";
  const tab = tabOf(params);
  const show = (next: ShipmentTab, cursor?: string) => navigate(`/app/shipments?${paramsFor(next, cursor)}`);
  const { nextCursor } = feed.pageInfo;

  return (
    <Page fullWidth title={shipmentsText.title} titleMetadata={<LiveIndicator />}>
      <BlockStack gap="400">
        <FailureBanner />
        <StaleBanner failure={stale} loadedAt={feed.generatedAt} />
        <Card padding="0">
          <Tabs tabs={shipmentTabs.map((each) => ({ id: `shipments-${each}`, content: shipmentsText.tabs[each] }))} selected={shipmentTabs.indexOf(tab)} onSelect={(index) => show(shipmentTabs[index] ?? "all")} />
          <ShipmentsTable key={params.get("cursor") ?? "first"} rows={feed.shipments} loading={loading} empty={<EmptyShipments onShowAll={tab === "all" ? undefined : () => show("all")} />} />
          {feed.shipments.length > 0 ? (
            <Box padding="200" paddingInline="300" borderBlockStartWidth="025" borderColor="border">
              <InlineStack align="space-between" blockAlign="center" gap="300">
                <Text as="span" variant="bodySm" tone="subdued">
                  {t(shipmentsText.refreshed, { time: dateTime(feed.generatedAt, now) })}
                </Text>
                <Pagination
                  accessibilityLabel={shipmentsText.paging.label}
                  accessibilityLabels={{ previous: shipmentsText.paging.first, next: shipmentsText.paging.next }}
                  hasPrevious={params.has("cursor")}
                  hasNext={nextCursor !== null}
                  onPrevious={() => show(tab)}
                  onNext={() => nextCursor !== null && show(tab, nextCursor)}
                />
              </InlineStack>
            </Box>
          ) : null}
        </Card>
      </BlockStack>
    </Page>
  );
}

function EmptyShipments({ onShowAll }: { onShowAll: (() => void) | undefined }) {
  return (
    <Box paddingBlock="1600" paddingInline="400">
      <BlockStack gap="300" inlineAlign="center">
        <Text as="h2" variant="headingMd" alignment="center">
          {shipmentsText.empty.title}
        </Text>
        <Text as="p" tone="subdued" alignment="center">
          {shipmentsText.empty.body}
        </Text>
        {onShowAll ? <Button onClick={onShowAll}>{shipmentsText.showAll}</Button> : null}
      </BlockStack>
    </Box>
  );
}
