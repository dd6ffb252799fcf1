import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { type ClientLoaderFunctionArgs, type ShouldRevalidateFunction, useLoaderData } from "@remix-run/react";
import { compareRows } from "#app/dashboard/exceptions/compare-rows.ts";
import { ExceptionPage } from "#app/dashboard/exceptions/exception-page.tsx";
import { getException, getHealth, listExceptions } from "#app/domains/exceptions/index.server.ts";
import { ListExceptions } from "#app/domains/exceptions/schema.ts";
import { pageData } from "#app/http/page-data.server.ts";
import { KeptPage } from "#app/ui/kept-page.tsx";
import { keepLastGood } from "#app/ui/last-good.ts";

export { PageErrorBoundary as ErrorBoundary } from "#app/ui/page-error.tsx";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.exception.summary ?? "" }];

const openOnes = ListExceptions.parse({ limit: "2" });

export async function loader({ request, params }: LoaderFunctionArgs) {
  return pageData(request, async ({ ctx }) => {
    const [{ raw, first, last, diff, ...exception }, health, { exceptions }] = await Promise.all([getException(ctx, params["id"] ?? ""), getHealth(ctx), listExceptions(ctx, openOnes)]);
    const next = exceptions.find(({ exception_id: id }) => id !== exception.exception_id)?.exception_id ?? null;
    const about = ({ raw_id, received_at, event_type }: typeof raw) => ({ raw_id, received_at, event_type });
    return { exception: { ...exception, raw: about(raw), first: about(first), last: about(last) }, rows: compareRows(first.payload, last.payload, diff), health, next };
  });
}

/** A dry run changes nothing. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ json, defaultShouldRevalidate }) => defaultShouldRevalidate && Reflect.get(Object(Reflect.get(Object(json), "body")), "dry_run") !== true;

const lastGood = keepLastGood<Awaited<ReturnType<typeof loader>>>();

export async function clientLoader({ request, serverLoader }: ClientLoaderFunctionArgs) {
  return lastGood.load(request.url, () => serverLoader<typeof loader>());
}

export default function Exception() {
  const data = useLoaderData<typeof clientLoader>();
  return (
    <KeptPage lastGood={lastGood} data={data}>
      <ExceptionPage view={data} />
    </KeptPage>
  );
}
