import type { LoaderFunctionArgs } from "@remix-run/node";
import type { ClientLoaderFunctionArgs } from "@remix-run/react";
import { z } from "zod";
import type { OpenNow } from "#app/dashboard/tray/use-notices.ts";
import { AlertItem, DataGap } from "#app/domains/alerts/schema.ts";
import { pageData } from "#app/http/page-data.server.ts";
import { keepLast } from "#app/ui/last-good.ts";

const Open = z.object({ alerts: z.array(AlertItem), dataGaps: z.array(DataGap) });

/** The alerts and data gaps that are open, for the notification tray, which stands whether or not they can be had. */
export async function loader({ request }: LoaderFunctionArgs) {
  return pageData(request, async ({ sync }): Promise<OpenNow> => {
    const { status, body } = await sync.get("/sync/orders/alerts");
    return status === 200 ? { ...Open.parse(body), failed: false } : { alerts: [], dataGaps: [], failed: true };
  });
}

const lastOr = keepLast<OpenNow>({ alerts: [], dataGaps: [], failed: true });

export async function clientLoader({ serverLoader }: ClientLoaderFunctionArgs) {
  return lastOr(() => serverLoader<typeof loader>());
}
