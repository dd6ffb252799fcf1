import type { LoaderFunctionArgs } from "@remix-run/node";
import { targetOf } from "#app/dashboard/actions/drafts.ts";
import { queryOf } from "#app/dashboard/orders/list-view.ts";
import { OrdersPage } from "#app/domains/orders/schema.ts";
import { pageData } from "#app/http/page-data.server.ts";
import { readSync } from "#app/http/read-sync.ts";

/** The orders that a list's query finds, a page of them, as a selection needs them. */
export async function loader({ request }: LoaderFunctionArgs) {
  return pageData(request, async ({ sync }) => {
    const query = queryOf(new URL(request.url).searchParams);
    query.set("pageSize", "250");
    const { orders, pageInfo } = await readSync(sync, OrdersPage, "/sync/orders", query);
    // After the last order rather than at an offset: what arrives meanwhile moves offsets.
    return Response.json({ targets: orders.map(targetOf), nextCursor: pageInfo.hasNextPage ? pageInfo.shopifyCursor : null });
  });
}
