import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { type ClientLoaderFunctionArgs, useLoaderData } from "@remix-run/react";
import { SettingsPage } from "#app/dashboard/settings/settings-page.tsx";
import { settingsText } from "#app/dashboard/settings/settings-text.ts";
import { listDeliveries, listWebhookEndpoints } from "#app/domains/notifications/index.server.ts";
import { transitions } from "#app/domains/order-workflow/index.server.ts";
import { getSettingsDocument, listApiKeys, listAssignees, listStaff } from "#app/domains/shops/index.server.ts";
import { pageData } from "#app/http/page-data.server.ts";
import { knownTopics } from "#app/platform/topics.ts";
import { KeptPage } from "#app/ui/kept-page.tsx";
import { keepLastGood } from "#app/ui/last-good.ts";

export { PageErrorBoundary as ErrorBoundary } from "#app/ui/page-error.tsx";

export const meta: MetaFunction = () => [{ title: settingsText.title }];

export async function loader({ request }: LoaderFunctionArgs) {
  return pageData(
    request,
    async ({ ctx }) => {
      const [document, staff, keys, endpoints, deliveries, assignees] = await Promise.all([getSettingsDocument(ctx), listStaff(ctx), listApiKeys(ctx), listWebhookEndpoints(ctx), listDeliveries(ctx), listAssignees(ctx)]);
      return {
        document,
        staff,
        keys,
        endpoints,
        deliveries,
        assignees,
        eventTypes: knownTopics().map(({ topic }) => topic).sort(),
        transitions: transitions().map(({ name, from, to, guards, effects, toldOnly }) => ({ name, from, to, guards, effects, toldOnly: toldOnly ?? false })),
      };
    },
    "settings",
  );
}

const lastGood = keepLastGood<Awaited<ReturnType<typeof loader>>>();

export async function clientLoader({ request, serverLoader }: ClientLoaderFunctionArgs) {
  return lastGood.load(request.url, () => serverLoader<typeof loader>());
}

export default function Settings() {
  const data = useLoaderData<typeof clientLoader>();
  return (
    <KeptPage lastGood={lastGood} data={data}>
      <SettingsPage {...data} />
    </KeptPage>
  );
}
