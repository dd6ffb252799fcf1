import { IndexTable, useBreakpoints } from "@shopify/polaris";
import type { ReactNode } from "react";
import { actionText } from "#app/dashboard/actions/action-text.ts";
import { targetOf } from "#app/dashboard/actions/drafts.ts";
import { labelOf, type OrderAction, orderActions, whyNot } from "#app/dashboard/actions/order-actions.ts";
import { transitionOffers, type TransitionOffer, whyNoTransition } from "#app/dashboard/workflow/order-transitions.ts";
import type { OrderRow } from "#app/domains/orders/schema.ts";
import { useFrame } from "#app/ui/frame.tsx";
import { t } from "#app/ui/text.ts";
import { listText } from "./list-text.ts";
import { OrderCard } from "./order-card.tsx";
import { OrderCells, orderHeadings } from "./order-cells.tsx";
import { tableCounts } from "./selection.ts";
import type { OrderSelection } from "./use-selection.ts";

export interface OrdersTableProps {
  orders: readonly OrderRow[];
  selection: OrderSelection;
  /** What "select all that match" offers; nothing when it would add nothing. */
  selectAllLabel: string | undefined;
  /** On a narrow screen: whether orders are being selected. */
  selecting: boolean;
  loading: boolean;
  empty: ReactNode;
  onAction: (action: OrderAction) => void;
  onTransition: (offer: TransitionOffer) => void;
}

/** The orders of a page: a table, or on a narrow screen a list of cards. */
export function OrdersTable({ orders, selection, selectAllLabel, selecting, loading, empty, onAction, onTransition }: OrdersTableProps) {
  const { viewer, narrow } = useFrame();
  const { smDown } = useBreakpoints({ defaults: { smDown: narrow } });
  const { itemCount, selectedItemsCount } = tableCounts(selection.counts, orders.length);
  const offered = orderActions.map((action) => {
    const reason = whyNot(action, viewer, selection.targets);
    return { action, item: { content: labelOf(action, selection.targets), onAction: () => onAction(action), disabled: reason !== undefined, helpText: reason, icon: action.icon } };
  });
  const noTransition = whyNoTransition(viewer, selection.counts.total, actionText.nothingSelected);
  const transitionItems = transitionOffers.map((offer) => ({ content: offer.content, icon: offer.icon, disabled: noTransition !== undefined, helpText: noTransition, onAction: () => onTransition(offer) }));

  return (
    <div className="orders-table">
      <IndexTable
        condensed={smDown}
        resourceName={{ singular: listText.order, plural: listText.orders }}
        headings={orderHeadings}
        itemCount={orders.length === 0 ? 0 : itemCount}
        selectedItemsCount={smDown ? 0 : selectedItemsCount}
        hasMoreItems={selectAllLabel !== undefined}
        paginatedSelectAllActionText={selectAllLabel}
        onSelectionChange={(type, selected, which) => {
          if (type === "all") void selection.selectMatching();
          else selection.set(chosen(orders, type, which).map(targetOf), selected);
        }}
        promotedBulkActions={offered.filter(({ action }) => action.promoted).map(({ item: { icon: _icon, helpText: _helpText, ...item } }) => item)}
        bulkActions={[...offered.filter(({ action }) => !action.promoted).map(({ item }) => item), ...transitionItems]}
        loading={loading}
        emptyState={empty}
      >
        {orders.map((order, position) => (
          <IndexTable.Row key={order.id} id={order.id} position={position} selected={selection.has(order.id)} accessibilityLabel={t(listText.selectOrder, { name: order.name })}>
            {smDown ? <OrderCard order={order} selected={selecting ? selection.has(order.id) : undefined} onSelect={(selected) => selection.set([targetOf(order)], selected)} /> : <OrderCells order={order} />}
          </IndexTable.Row>
        ))}
      </IndexTable>
    </div>
  );
}

/** The rows that a click in the table means: one, a range up to it, or those of the page. */
function chosen(orders: readonly OrderRow[], type: string, which: string | [number, number] | undefined): readonly OrderRow[] {
  if (type === "page") return orders;
  if (Array.isArray(which)) return orders.slice(which[0], which[1] + 1);
  return orders.filter(({ id }) => id === which);
}
