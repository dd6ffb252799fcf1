import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { pageData, readInput } from "#app/http/page-data.server.ts";
import { replyResponse } from "#app/http/read-sync.ts";

/** Plans a transition of many orders, by the API's own endpoint. */
export async function action({ request }: ActionFunctionArgs) {
  return pageData(request, async ({ sync }) => replyResponse(await sync.post("/api/workflow/runs", await readInput(request, z.record(z.string(), z.unknown())))));
}
