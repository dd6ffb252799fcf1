import type { LoaderFunctionArgs } from "@remix-run/node";
import { findActiveIncident } from "#app/domains/incidents/index.server.ts";
import { pageData } from "#app/http/page-data.server.ts";

/** The incident whose mode is on, for the banner of every page. */
export async function loader({ request }: LoaderFunctionArgs) {
  return pageData(request, ({ ctx }) => findActiveIncident(ctx));
}
