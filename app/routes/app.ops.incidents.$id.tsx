import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { type ClientLoaderFunctionArgs, useLoaderData } from "@remix-run/react";
import { IncidentPage } from "#app/dashboard/ops/incident-page.tsx";
import { Incident, RecoveryPlan } from "#app/domains/incidents/schema.ts";
import { DestinationsPage } from "#app/domains/outbox/schema.ts";
import { pageData } from "#app/http/page-data.server.ts";
import { readSync } from "#app/http/read-sync.ts";
import { knownTopics } from "#app/platform/topics.ts";
import { KeptPage } from "#app/ui/kept-page.tsx";
import { keepLastGood } from "#app/ui/last-good.ts";

export { PageErrorBoundary as ErrorBoundary } from "#app/ui/page-error.tsx";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.incident.title ?? "" }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  return pageData(request, async ({ sync }) => {
    const address = `/api/admin/ops/incidents/${encodeURIComponent(params["id"] ?? "")}`;
    const [incident, plan, { destinations }] = await Promise.all([
      readSync(sync, Incident, address),
      readSync(sync, RecoveryPlan, `${address}/recovery-plan`),
      readSync(sync, DestinationsPage, "/api/admin/ops/outbox/destinations"),
    ]);
    return { incident, plan, destinations, topics: knownTopics().map(({ topic }) => topic).sort() };
  });
}

const lastGood = keepLastGood<Awaited<ReturnType<typeof loader>>>();

export async function clientLoader({ request, serverLoader }: ClientLoaderFunctionArgs) {
  return lastGood.load(request.url, () => serverLoader<typeof loader>());
}

export default function IncidentRoute() {
  const data = useLoaderData<typeof clientLoader>();
  return (
    <KeptPage lastGood={lastGood} data={data}>
      <IncidentPage incident={data.incident} plan={data.plan} destinations={data.destinations} topics={data.topics} />
    </KeptPage>
  );
}
