import { Banner, BlockStack, InlineStack, Layout, Page } from "@shopify/polaris";
import { ExternalIcon } from "@shopify/polaris-icons";
import { useState } from "react";
import { useOrdersActions, usePatched } from "#app/dashboard/actions/actions-provider.tsx";
import { detailedTargetOf, wasRefused } from "#app/dashboard/actions/drafts.ts";
import { FailureBanner } from "#app/dashboard/actions/failure-banner.tsx";
import { labelOf, orderActions, whyNot } from "#app/dashboard/actions/order-actions.ts";
import { lastList } from "#app/dashboard/orders/last-list.ts";
import { PaymentBadges } from "#app/dashboard/orders/order-cells.tsx";
import { fulfillmentLook, paymentLook, priorityLook, returnLook, workflowLook } from "#app/dashboard/orders/state-looks.ts";
import { TimelineCard } from "#app/dashboard/timeline/timeline-card.tsx";
import type { AllowedTransition } from "#app/domains/order-workflow/schema.ts";
import type { OrderDetail } from "#app/domains/orders/order-detail.ts";
import { useFormats, useFrame } from "#app/ui/frame.tsx";
import { LiveIndicator } from "#app/ui/live/live-indicator.tsx";
import { useLiveRefresh } from "#app/ui/live/live-provider.tsx";
import { ShortcutsModal } from "#app/ui/shortcuts-modal.tsx";
import { useShortcuts } from "#app/ui/shortcuts.ts";
import { StatusBadge, type StatusLook } from "#app/ui/status-badge.tsx";
import { t } from "#app/ui/text.ts";
import { uiText } from "#app/ui/ui-text.ts";
import { AlertsBanner } from "./alerts-banner.tsx";
import { AssignmentCard } from "./assignment-card.tsx";
import { ItemsCard } from "./items-card.tsx";
import { orderText } from "./order-text.ts";
import { ReservationsCard } from "./reservations-card.tsx";
import { ReturnsCard } from "./returns-card.tsx";
import { ShipmentsCard } from "./shipments-card.tsx";
import { OpsCard } from "./ops/ops-card.tsx";
import { CustomerCard, IdsCard, PaymentCard } from "./side-cards.tsx";
import { SupportCard } from "./support-card.tsx";
import { UnsentBanner, type UnsentBannerProps } from "./unsent-banner.tsx";
import { WorkflowCard } from "./workflow-card.tsx";

export interface OrderPageProps {
  order: OrderDetail;
  /** Before which time its timeline goes on; null where it does not. */
  nextBefore: string | null | undefined;
  /** The transitions out of its state, and what stands against those that are not allowed. */
  steps: readonly AllowedTransition[];
  /** The steps that each return allows now, by its id. */
  returnSteps: Readonly<Record<string, readonly string[]>>;
  /** What was to leave for it and has not. */
  unsent: UnsentBannerProps;
}

/** One order with everything that hangs on it. */
export function OrderPage({ order: loaded, nextBefore, steps, returnSteps, unsent }: OrderPageProps) {
  useLiveRefresh((change) => change === "everything" || change.orderIds.includes(loaded.id));
  const { viewer } = useFrame();
  const { dateTime, inlineDateTime, now } = useFormats();
  const { openDialog } = useOrdersActions();
  const [helpIsOpen, setHelpIsOpen] = useState(false);
  const shortcuts = [{ key: "?", label: uiText.shortcuts.help, run: () => setHelpIsOpen(true) }];
  useShortcuts(shortcuts);

  const patch = usePatched();
  const order = patch(loaded);
  const targets = [detailedTargetOf(order)];
  const actions = orderActions.map((action) => {
    const reason = whyNot(action, viewer, targets);
    return { id: action.id, content: labelOf(action, targets), icon: action.icon, disabled: reason !== undefined, helpText: reason, onAction: () => openDialog({ action: action.id, targets }) };
  });
  const refusals = unsent.failures.filter(({ eventType }) => wasRefused(order) && eventType === "shopify.fulfillment_create");
  const others = unsent.failures.filter((failure) => !refusals.includes(failure));
  const first = actions.find(({ id }) => id === (order.fulfillmentStatus === "fulfilled" ? "assign" : "fulfill"));

  return (
    <Page
      title={order.name}
      subtitle={dateTime(order.createdAt, now)}
      titleMetadata={<HeaderBadges order={order} />}
      backAction={{ content: orderText.back, url: lastList() }}
      primaryAction={first ? { content: first.content, onAction: first.onAction, disabled: first.disabled, helpText: first.helpText } : undefined}
      secondaryActions={[...actions.filter((action) => action !== first), { content: orderText.openInShopify, icon: ExternalIcon, onAction: () => void open(`shopify://admin/orders/${order.legacyId}`, "_top") }]}
    >
      <BlockStack gap="400">
        <FailureBanner />
        {order.cancelledAt ? <Banner tone="info">{t(orderText.cancelledAt, { time: inlineDateTime(order.cancelledAt, now) })}</Banner> : null}
        <UnsentBanner pending={unsent.pending} failures={others} />
        <AlertsBanner order={order} refusals={refusals.flatMap(({ lastError }) => lastError ?? [])} />
        <Layout>
          <Layout.Section>
            <BlockStack gap="400">
              <ItemsCard order={order} />
              <ShipmentsCard order={order} />
              <ReturnsCard order={order} steps={returnSteps} />
              <WorkflowCard order={order} steps={steps} />
              <TimelineCard key={order.id} orderId={order.legacyId} first={order.timeline} nextBefore={nextBefore} />
            </BlockStack>
          </Layout.Section>
          <Layout.Section variant="oneThird">
            <BlockStack gap="400">
              <AssignmentCard order={order} onAssign={() => openDialog({ action: "assign", targets })} />
              <PaymentCard order={order} />
              <ReservationsCard reservations={order.reservations} />
              <CustomerCard order={order} />
              <SupportCard order={order} />
              <OpsCard order={order} />
              <IdsCard order={order} />
            </BlockStack>
          </Layout.Section>
        </Layout>
      </BlockStack>
      {helpIsOpen ? <ShortcutsModal shortcuts={shortcuts} onClose={() => setHelpIsOpen(false)} /> : null}
    </Page>
  );
}

function HeaderBadges({ order }: { order: OrderDetail }) {
  const workflow = workflowLook(order.workflowState);
  return (
    <InlineStack gap="150" blockAlign="center">
      <PaymentBadges order={order} />
      <StatusBadge look={fulfillmentLook(order.fulfillmentStatus)} />
      {says(order, workflow) ? null : <StatusBadge look={workflow} />}
      {order.priority === "normal" ? null : <StatusBadge look={priorityLook(order.priority)} />}
      {order.returnStatus ? <StatusBadge look={returnLook(order.returnStatus)} /> : null}
      <LiveIndicator />
    </InlineStack>
  );
}

/** Whether the badges of payment and fulfilment say what another one would. */
function says({ financialStatus, fulfillmentStatus }: OrderDetail, { text }: StatusLook): boolean {
  return [paymentLook(financialStatus), fulfillmentLook(fulfillmentStatus)].some((look) => look.text === text);
}
