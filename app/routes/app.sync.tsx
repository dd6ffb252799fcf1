import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { type ClientLoaderFunctionArgs, useLoaderData } from "@remix-run/react";
import { useEffect } from "react";
import { SyncPage } from "#app/dashboard/sync/sync-page.tsx";
import { syncText } from "#app/dashboard/sync/sync-text.ts";
import { SyncStatus } from "#app/domains/polling/schema.ts";
import { pageData } from "#app/http/page-data.server.ts";
import { readSync } from "#app/http/read-sync.ts";
import { keepLastGood } from "#app/ui/last-good.ts";
import { useLiveRefresh } from "#app/ui/live/live-provider.tsx";

export { PageErrorBoundary as ErrorBoundary } from "#app/ui/page-error.tsx";

export const meta: MetaFunction = () => [{ title: syncText.title }];

export async function loader({ request }: LoaderFunctionArgs) {
  return pageData(request, ({ sync }) => readSync(sync, SyncStatus, "/sync/status"));
}

const lastGood = keepLastGood<SyncStatus>();
const address = "sync";

export async function clientLoader({ serverLoader }: ClientLoaderFunctionArgs) {
  return lastGood.load(address, () => serverLoader<typeof loader>());
}

export default function Sync() {
  const status = useLoaderData<typeof clientLoader>();
  useEffect(() => lastGood.remember(address, status), [status]);
  useLiveRefresh();
  return <SyncPage status={status} stale={status.stale} />;
}
