import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { pageData } from "#app/http/page-data.server.ts";
import { replyResponse } from "#app/http/read-sync.ts";

/** A run, and how far it is. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  return pageData(request, async ({ sync }) => replyResponse(await sync.get(`/api/workflow/runs/${params["id"] ?? ""}`)));
}

/** Applies it. */
export async function action({ request, params }: ActionFunctionArgs) {
  return pageData(request, async ({ sync }) => replyResponse(await sync.post(`/api/workflow/runs/${params["id"] ?? ""}/apply`, {})));
}
