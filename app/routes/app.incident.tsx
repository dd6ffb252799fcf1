import type { LoaderFunctionArgs } from "@remix-run/node";
import type { ClientLoaderFunctionArgs } from "@remix-run/react";
import { findActiveIncident } from "#app/domains/incidents/index.server.ts";
import type { ActiveIncident } from "#app/domains/incidents/schema.ts";
import { pageData } from "#app/http/page-data.server.ts";
import { keepLast } from "#app/ui/last-good.ts";

/** The incident whose mode is on, for the banner of every page. */
export async function loader({ request }: LoaderFunctionArgs) {
  return pageData(request, ({ ctx }) => findActiveIncident(ctx));
}

const lastOr = keepLast<ActiveIncident | null>(null);

export async function clientLoader({ serverLoader }: ClientLoaderFunctionArgs) {
  return lastOr(() => serverLoader<typeof loader>());
}
