import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { type ClientLoaderFunctionArgs, useLoaderData } from "@remix-run/react";
import { SyncPage } from "#app/dashboard/sync/sync-page.tsx";
import { syncText } from "#app/dashboard/sync/sync-text.ts";
import { SyncStatus } from "#app/domains/polling/schema.ts";
import { pageData } from "#app/http/page-data.server.ts";
import { readSync } from "#app/http/read-sync.ts";
import { KeptPage } from "#app/ui/kept-page.tsx";
import { keepLastGood } from "#app/ui/last-good.ts";
import { useLiveRefresh } from "#app/ui/live/live-provider.tsx";

export { PageErrorBoundary as ErrorBoundary } from "#app/ui/page-error.tsx";

export const meta: MetaFunction = () => [{ title: syncText.title }];

export async function loader({ request }: LoaderFunctionArgs) {
  return pageData(request, ({ sync }) => readSync(sync, SyncStatus, "/sync/status"));
}

const lastGood = keepLastGood<SyncStatus>();

export async function clientLoader({ request, serverLoader }: ClientLoaderFunctionArgs) {
  return lastGood.load(request.url, () => serverLoader<typeof loader>());
}

export default function Sync() {
  const status = useLoaderData<typeof clientLoader>();
  useLiveRefresh();
  return (
    <KeptPage lastGood={lastGood} data={status}>
      <SyncPage status={status} />
    </KeptPage>
  );
}
