import { useNavigate, useNavigation } from "@remix-run/react";
import { BlockStack, Card, Page, useBreakpoints } from "@shopify/polaris";
import { KeyboardIcon } from "@shopify/polaris-icons";
import { useCallback, useEffect, useMemo, useState } from "react";
import { useOrdersActions, usePatched } from "#app/dashboard/actions/actions-provider.tsx";
import { targetOf } from "#app/dashboard/actions/drafts.ts";
import { FailureBanner } from "#app/dashboard/actions/failure-banner.tsx";
import type { OrderAction } from "#app/dashboard/actions/order-actions.ts";
import { progressOf } from "#app/dashboard/actions/submissions.ts";
import { ListTransition } from "#app/dashboard/workflow/list-transition.tsx";
import type { TransitionOffer } from "#app/dashboard/workflow/order-transitions.ts";
import { FirstSteps } from "#app/dashboard/onboarding/first-steps.tsx";
import { ReadingIn } from "#app/dashboard/onboarding/reading-in.tsx";
import type { Onboarding } from "#app/domains/onboarding/schema.ts";
import type { OrdersPage } from "#app/domains/orders/schema.ts";
import { useFormats, useFrame } from "#app/ui/frame.tsx";
import { LiveIndicator } from "#app/ui/live/live-indicator.tsx";
import { useLiveRefresh } from "#app/ui/live/live-provider.tsx";
import { ShortcutsModal } from "#app/ui/shortcuts-modal.tsx";
import { t } from "#app/ui/text.ts";
import { DataGapsBanner } from "./data-gaps-banner.tsx";
import { EmptyOrders } from "./empty-orders.tsx";
import { rememberList } from "./last-list.ts";
import { ListFooter } from "./list-footer.tsx";
import { listText } from "./list-text.ts";
import { defaultPageSize, hasFilters, type ListView, paramsOf, viewOf } from "./list-view.ts";
import { MobileSelection } from "./mobile-selection.tsx";
import { OrdersFilters } from "./orders-filters.tsx";
import { OrdersTable } from "./orders-table.tsx";
import { mostSelected } from "./selection.ts";
import { SelectionNote } from "./selection-note.tsx";
import { useListShortcuts } from "./use-list-shortcuts.ts";
import { useSelection } from "./use-selection.ts";

export interface OrdersListProps {
  page: OrdersPage;
  onboarding: Onboarding;
  params: URLSearchParams;
  assignees: readonly string[];
}

/** The orders list: what the team works from all day. */
export function OrdersList({ page, onboarding, params, assignees }: OrdersListProps) {
  useLiveRefresh();
  const { narrow } = useFrame();
  const { number } = useFormats();
  const { smDown } = useBreakpoints({ defaults: { smDown: narrow } });
  const { state, openDialog } = useOrdersActions();
  const [selecting, setSelecting] = useState(false);
  const [transition, setTransition] = useState<TransitionOffer>();
  const view = useMemo(() => viewOf(params), [params]);
  const onView = useShowView();
  const loading = useNavigation().location?.pathname === "/app";

  const patch = usePatched();
  const orders = useMemo(() => page.orders.map((order) => patch(order)), [page.orders, patch]);
  const targets = useMemo(() => orders.map(targetOf), [orders]);
  const selection = useSelection(targets, paramsOf({ ...view, place: undefined, pageSize: defaultPageSize }).toString());
  const shortcuts = useListShortcuts({ view, pageInfo: page.pageInfo, orders, selection, onView });
  useEffect(() => rememberList(params), [params]);

  const { total: matching, totalIsFloor = false } = page.pageInfo;
  const total = totalIsFloor ? t(listText.floor, { count: number(matching) }) : number(matching);
  const most = Math.min(matching, mostSelected);
  const selectAllLabel = selection.counts.total >= most || matching <= orders.length ? undefined : matching > mostSelected ? t(listText.selection.selectFirst, { count: most, total }) : t(listText.selection.selectAll, { total });
  const onDone = () => {
    selection.clear();
    setSelecting(false);
  };
  const onAction = ({ id }: OrderAction) => {
    openDialog({ action: id, targets: selection.targets, onDone });
  };

  return (
    <Page fullWidth title={listText.title} titleMetadata={<LiveIndicator />} secondaryActions={[{ content: listText.shortcuts.help, icon: KeyboardIcon, onAction: shortcuts.showHelp }]}>
      <BlockStack gap="400">
        <FailureBanner />
        <DataGapsBanner gaps={page.dataGaps} />
        {onboarding.readingIn ? <ReadingIn readingIn={onboarding.readingIn} /> : null}
        {onboarding.steps && isPlain(view) ? <FirstSteps steps={onboarding.steps} /> : null}
        <Card padding="0">
          <OrdersFilters view={view} counts={page.tabs} countsAreFloor={totalIsFloor} assignees={assignees} loading={loading} narrow={smDown} focusSearch={shortcuts.searches} onView={onView} />
          {smDown && orders.length > 0 ? <MobileSelection selection={selection} selecting={selecting} onSelecting={setSelecting} onAction={onAction} onTransition={setTransition} /> : null}
          <SelectionNote selection={selection} total={total} progress={progressOf(state)} />
          <OrdersTable
            key={view.place?.cursor ?? "first"}
            orders={orders}
            selection={selection}
            selectAllLabel={selectAllLabel}
            selecting={selecting}
            loading={loading}
            empty={<EmptyOrders view={view} onView={onView} />}
            onAction={onAction}
            onTransition={setTransition}
          />
          {orders.length > 0 ? <ListFooter view={view} page={page} total={total} onView={onView} /> : null}
        </Card>
      </BlockStack>
      {transition ? <ListTransition offer={transition} targets={selection.targets} onClose={() => setTransition(undefined)} onChanged={onDone} /> : null}
      {shortcuts.helpIsOpen ? <ShortcutsModal shortcuts={shortcuts.list} onClose={shortcuts.hideHelp} /> : null}
    </Page>
  );
}

/** Whether nobody looks for anything in particular. */
function isPlain({ tab, filters, place }: ListView): boolean {
  return tab === "all" && !hasFilters(filters) && place === undefined;
}

/** Shows another view by going to its address. */
function useShowView(): (view: ListView, options?: { replace?: boolean }) => void {
  const navigate = useNavigate();
  return useCallback((view, { replace = false } = {}) => navigate(`/app?${paramsOf(view)}`, { replace }), [navigate]);
}
