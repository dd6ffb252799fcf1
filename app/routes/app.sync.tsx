import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { SyncPage } from "#app/dashboard/sync/sync-page.tsx";
import { syncText } from "#app/dashboard/sync/sync-text.ts";
import { SyncStatus } from "#app/domains/polling/schema.ts";
import { pageData } from "#app/http/page-data.server.ts";
import { readSync } from "#app/http/read-sync.ts";
import { useLiveRefresh } from "#app/ui/live/live-provider.tsx";

export { PageErrorBoundary as ErrorBoundary } from "#app/ui/page-error.tsx";

export const meta: MetaFunction = () => [{ title: syncText.title }];

export async function loader({ request }: LoaderFunctionArgs) {
  return pageData(request, ({ sync }) => readSync(sync, SyncStatus, "/sync/status"));
}

export default function Sync() {
  const status = useLoaderData<typeof loader>();
  useLiveRefresh();
  return <SyncPage status={status} />;
}
