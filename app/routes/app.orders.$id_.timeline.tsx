import type { LoaderFunctionArgs } from "@remix-run/node";
import { TimelinePage } from "#app/domains/orders/schema.ts";
import { pageData } from "#app/http/page-data.server.ts";
import { readSync } from "#app/http/read-sync.ts";

/** Older entries of an order's timeline, for "show more". */
export async function loader({ request, params }: LoaderFunctionArgs) {
  return pageData(request, async ({ sync }) => {
    const { searchParams } = new URL(request.url);
    return Response.json(await readSync(sync, TimelinePage, `/sync/orders/${encodeURIComponent(params["id"] ?? "")}/timeline`, pick(searchParams, ["before", "limit"])));
  });
}

function pick(params: URLSearchParams, names: readonly string[]): URLSearchParams {
  return new URLSearchParams(names.flatMap((name) => params.getAll(name).map((value) => [name, value])));
}
