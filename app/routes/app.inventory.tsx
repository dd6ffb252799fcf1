import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { type ClientLoaderFunctionArgs, useLoaderData } from "@remix-run/react";
import { InventoryPage, type InventoryPageProps } from "#app/dashboard/inventory/inventory-page.tsx";
import { inventoryText } from "#app/dashboard/inventory/inventory-text.ts";
import { reportConflicts } from "#app/domains/assignments/index.server.ts";
import { listDrift, listStuck } from "#app/domains/inventory/index.server.ts";
import { pageData } from "#app/http/page-data.server.ts";
import { KeptPage } from "#app/ui/kept-page.tsx";
import { keepLastGood } from "#app/ui/last-good.ts";

export { PageErrorBoundary as ErrorBoundary } from "#app/ui/page-error.tsx";

export const meta: MetaFunction = () => [{ title: inventoryText.title }];

const mostRows = 100;

export async function loader({ request }: LoaderFunctionArgs) {
  return pageData(request, async ({ ctx }) => {
    const [drift, stuck, conflicts] = await Promise.all([listDrift(ctx, { limit: mostRows }), listStuck(ctx, { limit: mostRows }), reportConflicts(ctx, { hours: 24, limit: 10 })]);
    return { drift, stuck, conflicts };
  });
}

const lastGood = keepLastGood<InventoryPageProps>();

export async function clientLoader({ request, serverLoader }: ClientLoaderFunctionArgs) {
  return lastGood.load(request.url, () => serverLoader<typeof loader>());
}

export default function Inventory() {
  const data = useLoaderData<typeof clientLoader>();
  return (
    <KeptPage lastGood={lastGood} data={data}>
      <InventoryPage {...data} />
    </KeptPage>
  );
}
