import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { type ClientLoaderFunctionArgs, useLoaderData, useSearchParams } from "@remix-run/react";
import { boardText } from "#app/dashboard/returns/board-text.ts";
import { queryOf } from "#app/dashboard/returns/board-view.ts";
import { ReturnsBoard } from "#app/dashboard/returns/returns-board.tsx";
import { ReturnFeed } from "#app/domains/returns/return-feed.ts";
import { pageData } from "#app/http/page-data.server.ts";
import { readSync } from "#app/http/read-sync.ts";
import { withOrderIds } from "#app/http/resolve-order-ids.server.ts";
import { KeptPage } from "#app/ui/kept-page.tsx";
import { keepLastGood } from "#app/ui/last-good.ts";

export { PageErrorBoundary as ErrorBoundary } from "#app/ui/page-error.tsx";

export const meta: MetaFunction = () => [{ title: boardText.title }];

export async function loader({ request }: LoaderFunctionArgs) {
  return pageData(request, async ({ sync }) => {
    const feed = await readSync(sync, ReturnFeed, "/sync/orders/returns", queryOf(new URL(request.url).searchParams));
    return { ...feed, returns: await withOrderIds(sync, feed.returns) };
  });
}

const lastGood = keepLastGood<ReturnFeed>(({ searchParams }) => queryOf(searchParams).toString());

export async function clientLoader({ request, serverLoader }: ClientLoaderFunctionArgs) {
  return lastGood.load(request.url, () => serverLoader<typeof loader>());
}

export default function Returns() {
  const feed = useLoaderData<typeof clientLoader>();
  const [params] = useSearchParams();
  return (
    <KeptPage lastGood={lastGood} data={feed}>
      <ReturnsBoard feed={feed} params={params} />
    </KeptPage>
  );
}
