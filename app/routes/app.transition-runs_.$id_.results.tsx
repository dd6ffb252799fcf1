import type { LoaderFunctionArgs } from "@remix-run/node";
import { resultsFile } from "#app/domains/order-workflow/index.server.ts";
import { pageData } from "#app/http/page-data.server.ts";

/** The results of a run as a file. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  return pageData(request, async ({ ctx }) => {
    const { name, text } = await resultsFile(ctx, params["id"] ?? "");
    return new Response(text, { headers: { "Content-Type": "text/csv; charset=utf-8", "Content-Disposition": `attachment; filename="${name}"`, "Cache-Control": "no-store" } });
  });
}
