import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { type ClientLoaderFunctionArgs, useLoaderData, useSearchParams } from "@remix-run/react";
import { SupportQueue } from "#app/dashboard/support/support-queue.tsx";
import { supportText } from "#app/dashboard/support/support-text.ts";
import { queryOf } from "#app/dashboard/support/support-view.ts";
import { ThreadsPage } from "#app/domains/support/schema.ts";
import { pageData } from "#app/http/page-data.server.ts";
import { readSync } from "#app/http/read-sync.ts";
import { KeptPage } from "#app/ui/kept-page.tsx";
import { keepLastGood } from "#app/ui/last-good.ts";

export { PageErrorBoundary as ErrorBoundary } from "#app/ui/page-error.tsx";

export const meta: MetaFunction = () => [{ title: supportText.title }];

export async function loader({ request }: LoaderFunctionArgs) {
  return pageData(request, ({ sync }) => readSync(sync, ThreadsPage, "/sync/orders/support", queryOf(new URL(request.url).searchParams)));
}

const lastGood = keepLastGood<Awaited<ReturnType<typeof loader>>>(({ searchParams }) => queryOf(searchParams).toString());

export async function clientLoader({ request, serverLoader }: ClientLoaderFunctionArgs) {
  return lastGood.load(request.url, () => serverLoader<typeof loader>());
}

export default function Support() {
  const page = useLoaderData<typeof clientLoader>();
  const [params] = useSearchParams();
  return (
    <KeptPage lastGood={lastGood} data={page}>
      <SupportQueue page={page} params={params} />
    </KeptPage>
  );
}
