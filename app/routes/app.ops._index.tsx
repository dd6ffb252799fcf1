import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { type ClientLoaderFunctionArgs, useLoaderData } from "@remix-run/react";
import { OpsPage, type OpsPageProps } from "#app/dashboard/ops/ops-page.tsx";
import { opsText } from "#app/dashboard/ops/ops-text.ts";
import { IncidentsPage } from "#app/domains/incidents/schema.ts";
import { History, MetricsAnswer } from "#app/domains/metrics/schema.ts";
import { DestinationsPage, FailuresPage } from "#app/domains/outbox/schema.ts";
import { pageData } from "#app/http/page-data.server.ts";
import { readSync } from "#app/http/read-sync.ts";
import { KeptPage } from "#app/ui/kept-page.tsx";
import { keepLastGood } from "#app/ui/last-good.ts";

export { PageErrorBoundary as ErrorBoundary } from "#app/ui/page-error.tsx";

export const meta: MetaFunction = () => [{ title: opsText.title }];

export async function loader({ request }: LoaderFunctionArgs) {
  return pageData(request, async ({ sync }) => {
    const [metrics, history, failures, destinations, incidents] = await Promise.all([
      readSync(sync, MetricsAnswer, "/api/admin/ops/metrics"),
      readSync(sync, History, "/api/admin/ops/metrics/history"),
      readSync(sync, FailuresPage, "/api/admin/ops/outbox/failures"),
      readSync(sync, DestinationsPage, "/api/admin/ops/outbox/destinations"),
      readSync(sync, IncidentsPage, "/api/admin/ops/incidents", new URLSearchParams({ limit: "10" })),
    ]);
    return { metrics, history, failures, ...destinations, incidents: incidents.incidents, incidentsTotal: incidents.total };
  });
}

const lastGood = keepLastGood<OpsPageProps>();

export async function clientLoader({ request, serverLoader }: ClientLoaderFunctionArgs) {
  return lastGood.load(request.url, () => serverLoader<typeof loader>());
}

export default function Operations() {
  const data = useLoaderData<typeof clientLoader>();
  return (
    <KeptPage lastGood={lastGood} data={data}>
      <OpsPage {...data} />
    </KeptPage>
  );
}
