import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { type ClientLoaderFunctionArgs, useLoaderData, useSearchParams } from "@remix-run/react";
import { ExceptionsQueue } from "#app/dashboard/exceptions/exceptions-queue.tsx";
import { exceptionsText } from "#app/dashboard/exceptions/exceptions-text.ts";
import { getHealth, listExceptions, listGroups, listLessons, listRules } from "#app/domains/exceptions/index.server.ts";
import { ListExceptions } from "#app/domains/exceptions/schema.ts";
import { parseQuery } from "#app/http/input.ts";
import { pageData } from "#app/http/page-data.server.ts";
import { KeptPage } from "#app/ui/kept-page.tsx";
import { keepLastGood } from "#app/ui/last-good.ts";

export { PageErrorBoundary as ErrorBoundary } from "#app/ui/page-error.tsx";

export const meta: MetaFunction = () => [{ title: exceptionsText.title }];

export async function loader({ request }: LoaderFunctionArgs) {
  return pageData(request, async ({ ctx }) => {
    const query = parseQuery(ListExceptions, new URL(request.url).searchParams);
    const [health, page, { groups }, { rules }, { lessons }] = await Promise.all([getHealth(ctx), listExceptions(ctx, query), listGroups(ctx), listRules(ctx), listLessons(ctx)]);
    return { health, page, groups, rules, lessons };
  });
}

const lastGood = keepLastGood<Awaited<ReturnType<typeof loader>>>(({ search }) => search);

export async function clientLoader({ request, serverLoader }: ClientLoaderFunctionArgs) {
  return lastGood.load(request.url, () => serverLoader<typeof loader>());
}

export default function Exceptions() {
  const data = useLoaderData<typeof clientLoader>();
  const [params] = useSearchParams();
  return (
    <KeptPage lastGood={lastGood} data={data}>
      <ExceptionsQueue data={data} params={params} />
    </KeptPage>
  );
}
