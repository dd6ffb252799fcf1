import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { type ClientLoaderFunctionArgs, useLoaderData } from "@remix-run/react";
import { workflowText } from "#app/dashboard/workflow/workflow-text.ts";
import { WorkflowPage } from "#app/dashboard/workflow/workflow-page.tsx";
import { isWorkflowEnabled, listRuns, transitions } from "#app/domains/order-workflow/index.server.ts";
import { getSettings } from "#app/domains/shops/index.server.ts";
import { pageData } from "#app/http/page-data.server.ts";
import { KeptPage } from "#app/ui/kept-page.tsx";
import { keepLastGood } from "#app/ui/last-good.ts";

export { PageErrorBoundary as ErrorBoundary } from "#app/ui/page-error.tsx";

export const meta: MetaFunction = () => [{ title: workflowText.page.title }];

const newestRuns = 25;

export async function loader({ request }: LoaderFunctionArgs) {
  return pageData(request, async ({ ctx }) => {
    const [{ runs }, settings] = await Promise.all([listRuns(ctx, { limit: newestRuns }), getSettings(ctx)]);
    const machine = transitions()
      .filter(({ toldOnly }) => !toldOnly)
      .map(({ name, from, to, guards, effects }) => ({ name, from, to, guards, effects, toldOnly: false }));
    return { runs, machine, enabled: isWorkflowEnabled(settings) };
  });
}

const lastGood = keepLastGood<Awaited<ReturnType<typeof loader>>>(({ search }) => search);

export async function clientLoader({ request, serverLoader }: ClientLoaderFunctionArgs) {
  return lastGood.load(request.url, () => serverLoader<typeof loader>());
}

export default function Workflow() {
  const data = useLoaderData<typeof clientLoader>();
  return (
    <KeptPage lastGood={lastGood} data={data}>
      <WorkflowPage runs={data.runs} machine={data.machine} enabled={data.enabled} />
    </KeptPage>
  );
}
