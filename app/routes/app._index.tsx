import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { type ClientLoaderFunctionArgs, useLoaderData, useSearchParams } from "@remix-run/react";
import { useOrdersActions } from "#app/dashboard/actions/actions-provider.tsx";
import { listText } from "#app/dashboard/orders/list-text.ts";
import { queryOf } from "#app/dashboard/orders/list-view.ts";
import { OrdersList } from "#app/dashboard/orders/orders-list.tsx";
import { getOnboarding } from "#app/domains/onboarding/index.server.ts";
import { OrdersPage } from "#app/domains/orders/schema.ts";
import { pageData } from "#app/http/page-data.server.ts";
import { readSync } from "#app/http/read-sync.ts";
import { KeptPage } from "#app/ui/kept-page.tsx";
import { keepLastGood } from "#app/ui/last-good.ts";

export { PageErrorBoundary as ErrorBoundary } from "#app/ui/page-error.tsx";

export const meta: MetaFunction = () => [{ title: listText.title }];

export async function loader({ request }: LoaderFunctionArgs) {
  return pageData(request, async ({ ctx, sync }) => {
    const [page, onboarding] = await Promise.all([readSync(sync, OrdersPage, "/sync/orders", queryOf(new URL(request.url).searchParams)), getOnboarding(ctx)]);
    return { ...page, onboarding };
  });
}

const lastGood = keepLastGood<Awaited<ReturnType<typeof loader>>>(({ searchParams }) => queryOf(searchParams).toString());

export async function clientLoader({ request, serverLoader }: ClientLoaderFunctionArgs) {
  return lastGood.load(request.url, () => serverLoader<typeof loader>());
}

export default function Orders() {
  const page = useLoaderData<typeof clientLoader>();
  const [params] = useSearchParams();
  const { assignees } = useOrdersActions();
  return (
    <KeptPage lastGood={lastGood} data={page}>
      <OrdersList page={page} onboarding={page.onboarding} params={params} assignees={assignees} />
    </KeptPage>
  );
}
