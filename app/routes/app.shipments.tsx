import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { type ClientLoaderFunctionArgs, useLoaderData, useSearchParams } from "@remix-run/react";
import { ShipmentsBoard } from "#app/dashboard/shipments/shipments-board.tsx";
import { shipmentsText } from "#app/dashboard/shipments/shipments-text.ts";
import { queryOf } from "#app/dashboard/shipments/shipments-view.ts";
import { ShipmentFeed } from "#app/domains/shipments/schema.ts";
import { pageData } from "#app/http/page-data.server.ts";
import { readSync } from "#app/http/read-sync.ts";
import { withOrderIds } from "#app/http/resolve-order-ids.server.ts";
import { KeptPage } from "#app/ui/kept-page.tsx";
import { keepLastGood } from "#app/ui/last-good.ts";

export { PageErrorBoundary as ErrorBoundary } from "#app/ui/page-error.tsx";

export const meta: MetaFunction = () => [{ title: shipmentsText.title }];

export async function loader({ request }: LoaderFunctionArgs) {
  return pageData(request, async ({ sync }) => {
    const feed = await readSync(sync, ShipmentFeed, "/sync/orders/shipments", queryOf(new URL(request.url).searchParams));
    return { ...feed, shipments: await withOrderIds(sync, feed.shipments) };
  });
}

const lastGood = keepLastGood<ShipmentFeed>(({ searchParams }) => queryOf(searchParams).toString());

export async function clientLoader({ request, serverLoader }: ClientLoaderFunctionArgs) {
  return lastGood.load(request.url, () => serverLoader<typeof loader>());
}

export default function Shipments() {
  const feed = useLoaderData<typeof clientLoader>();
  const [params] = useSearchParams();
  return (
    <KeptPage lastGood={lastGood} data={feed}>
      <ShipmentsBoard feed={feed} params={params} />
    </KeptPage>
  );
}
