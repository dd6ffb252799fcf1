import type { HeadersFunction, LinksFunction, LoaderFunctionArgs } from "@remix-run/node";
import { Link, type ShouldRevalidateFunction, useLoaderData, useRouteError } from "@remix-run/react";
import { NavMenu } from "@shopify/app-bridge-react";
import { AppProvider as PolarisProvider } from "@shopify/polaris";
import english from "@shopify/polaris/locales/en.json" with { type: "json" };
import polarisStyles from "@shopify/polaris/build/esm/styles.css?url";
import { AppProvider } from "@shopify/shopify-app-remix/react";
import { boundary } from "@shopify/shopify-app-remix/server";
import { ActionsProvider } from "#app/dashboard/actions/actions-provider.tsx";
import { auditText } from "#app/dashboard/audit/audit-text.ts";
import { exceptionsText } from "#app/dashboard/exceptions/exceptions-text.ts";
import { PendingOutlet } from "#app/dashboard/outlines/pending-outlet.tsx";
import { IncidentBanner } from "#app/dashboard/ops/incident-banner.tsx";
import { opsText } from "#app/dashboard/ops/ops-text.ts";
import { inventoryText } from "#app/dashboard/inventory/inventory-text.ts";
import { listText } from "#app/dashboard/orders/list-text.ts";
import { boardText } from "#app/dashboard/returns/board-text.ts";
import { shipmentsText } from "#app/dashboard/shipments/shipments-text.ts";
import { settingsText } from "#app/dashboard/settings/settings-text.ts";
import { supportText } from "#app/dashboard/support/support-text.ts";
import { syncText } from "#app/dashboard/sync/sync-text.ts";
import { NotificationTray } from "#app/dashboard/tray/notification-tray.tsx";
import { workflowText } from "#app/dashboard/workflow/workflow-text.ts";
import { getSettings, getShop, listAssignees } from "#app/domains/shops/index.server.ts";
import { env, remoteOf } from "#app/env.server.ts";
import { relayAddress } from "#app/http/relay-alerts.server.ts";
import { pageData } from "#app/http/page-data.server.ts";
import { permissionsOf } from "#app/platform/permissions.ts";
import { FrameProvider } from "#app/ui/frame.tsx";
import { KeepScroll } from "#app/ui/keep-scroll.tsx";
import { LiveProvider } from "#app/ui/live/live-provider.tsx";
import { isPageError, PageErrorBoundary } from "#app/ui/page-error.tsx";
import { polarisWords } from "#app/ui/polaris-words.ts";
import { RefreshProvider } from "#app/ui/refresh-provider.tsx";
import uiStyles from "#app/ui/ui.css?url";

export const links: LinksFunction = () => [
  { rel: "stylesheet", href: polarisStyles },
  { rel: "stylesheet", href: uiStyles },
];

export async function loader({ request }: LoaderFunctionArgs) {
  return pageData(request, async ({ ctx }) => {
    const [shop, assignees, { supportAssignee }] = await Promise.all([getShop(ctx), listAssignees(ctx), getSettings(ctx)]);
    const { label, role } = ctx.actor;
    const frame = {
      viewer: { name: label, role, permissions: permissionsOf(role) },
      shop,
      locale: new URL(request.url).searchParams.get("locale") ?? "en",
      narrow: /Mobi/i.test(request.headers.get("User-Agent") ?? ""),
      loadedAt: ctx.now.toISOString(),
    };
    const liveAddress = remoteOf(env()) ? relayAddress : "/sync/orders/alerts";
    return { liveAddress, apiKey: env().SHOPIFY_API_KEY, appBridgeUrl: env().APP_BRIDGE_URL, frame, assignees, supportAssignee };
  });
}

/** The frame stays as it was loaded: what changes while somebody works is in the pages. */
export const shouldRevalidate: ShouldRevalidateFunction = () => false;

export default function App() {
  const { liveAddress, apiKey, appBridgeUrl, frame, assignees, supportAssignee } = useLoaderData<typeof loader>();
  return (
    <AppProvider isEmbeddedApp apiKey={apiKey} i18n={[polarisWords, english]} {...(appBridgeUrl ? { __APP_BRIDGE_URL: appBridgeUrl } : {})}>
      <NavMenu>
        <Link to="/app" rel="home">
          {listText.title}
        </Link>
        <Link to="/app/exceptions">{exceptionsText.title}</Link>
        <Link to="/app/shipments">{shipmentsText.title}</Link>
        <Link to="/app/returns">{boardText.title}</Link>
        <Link to="/app/support">{supportText.title}</Link>
        <Link to="/app/inventory">{inventoryText.title}</Link>
        <Link to="/app/workflow">{workflowText.page.title}</Link>
        <Link to="/app/mails">{workflowText.mails.title}</Link>
        <Link to="/app/ops">{opsText.title}</Link>
        <Link to="/app/sync">{syncText.title}</Link>
        {frame.viewer.permissions.includes("ops:execute") ? <Link to="/app/audit">{auditText.title}</Link> : null}
        {frame.viewer.permissions.includes("settings") ? <Link to="/app/settings">{settingsText.title}</Link> : null}
      </NavMenu>
      <KeepScroll />
      <FrameProvider data={frame}>
        <RefreshProvider>
          <LiveProvider address={liveAddress}>
            <ActionsProvider assignees={assignees} supportAssignee={supportAssignee}>
              <NotificationTray />
              <IncidentBanner />
              <PendingOutlet />
            </ActionsProvider>
          </LiveProvider>
        </RefreshProvider>
      </FrameProvider>
    </AppProvider>
  );
}

/** The frame itself could not be loaded: Shopify's library sends the browser on, or the page says what happened. */
export function ErrorBoundary() {
  const error = useRouteError();
  if (!isPageError(error)) return boundary.error(error);
  return (
    <PolarisProvider i18n={english}>
      <PageErrorBoundary />
    </PolarisProvider>
  );
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
