import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { type ClientLoaderFunctionArgs, useLoaderData, useSearchParams } from "@remix-run/react";
import { opsText } from "#app/dashboard/ops/ops-text.ts";
import { PendingPage } from "#app/dashboard/ops/pending-page.tsx";
import { DestinationsPage, PendingPage as PendingAnswer } from "#app/domains/outbox/schema.ts";
import { pageData } from "#app/http/page-data.server.ts";
import { readSync } from "#app/http/read-sync.ts";
import { KeptPage } from "#app/ui/kept-page.tsx";
import { keepLastGood } from "#app/ui/last-good.ts";

export { PageErrorBoundary as ErrorBoundary } from "#app/ui/page-error.tsx";

export const meta: MetaFunction = () => [{ title: opsText.pending.title }];

const mostRows = "100";

export async function loader({ request }: LoaderFunctionArgs) {
  const destination = new URL(request.url).searchParams.get("destination");
  const query = new URLSearchParams({ limit: mostRows, ...(destination ? { destination } : {}) });
  return pageData(request, async ({ sync }) => {
    const [page, { destinations }] = await Promise.all([readSync(sync, PendingAnswer, "/api/admin/ops/outbox/pending", query), readSync(sync, DestinationsPage, "/api/admin/ops/outbox/destinations")]);
    return { page, destinations };
  });
}

const lastGood = keepLastGood<Awaited<ReturnType<typeof loader>>>(({ search }) => search);

export async function clientLoader({ request, serverLoader }: ClientLoaderFunctionArgs) {
  return lastGood.load(request.url, () => serverLoader<typeof loader>());
}

export default function Pending() {
  const data = useLoaderData<typeof clientLoader>();
  const [params] = useSearchParams();
  return (
    <KeptPage lastGood={lastGood} data={data}>
      <PendingPage page={data.page} destinations={data.destinations} destination={params.get("destination")} />
    </KeptPage>
  );
}
