import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { IncidentPage } from "#app/dashboard/ops/incident-page.tsx";
import { Incident, RecoveryPlan } from "#app/domains/incidents/schema.ts";
import { DestinationsPage } from "#app/domains/outbox/schema.ts";
import { pageData } from "#app/http/page-data.server.ts";
import { readSync } from "#app/http/read-sync.ts";

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
    return { incident, plan, destinations };
  });
}

export default function IncidentRoute() {
  const { incident, plan, destinations } = useLoaderData<typeof loader>();
  return <IncidentPage incident={incident} plan={plan} destinations={destinations} />;
}
