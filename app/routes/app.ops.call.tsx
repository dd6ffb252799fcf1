import type { ActionFunctionArgs } from "@remix-run/node";
import type { ClientActionFunctionArgs } from "@remix-run/react";
import { z } from "zod";
import { pageData, readInput } from "#app/http/page-data.server.ts";
import { isRecord } from "#app/platform/records.ts";
import { failureOf } from "#app/platform/sync.ts";
import { orFailure } from "#app/ui/last-good.ts";

const body = z.record(z.string(), z.unknown());
const key = z.string().min(1).max(255);
const OpsRequest = z.discriminatedUnion("do", [
  z.object({ do: z.literal("resolve"), eventId: z.string(), body, key }),
  z.object({ do: z.literal("resolveMany"), body, key }),
  z.object({ do: z.literal("retry"), body, key }),
  z.object({ do: z.literal("capture"), body, key }),
  z.object({ do: z.literal("enter"), incidentId: z.string(), body, key }),
  z.object({ do: z.literal("leave"), incidentId: z.string(), body, key }),
]);
type OpsRequest = z.infer<typeof OpsRequest>;

/** What the pages of operations do, on its way to `/api/admin/ops`. Who may do it is for the endpoint to say. */
export async function action({ request }: ActionFunctionArgs) {
  return pageData(request, async ({ sync }) => {
    const wanted = await readInput(request, OpsRequest);
    const { status, body: answer } = await sync.post(addressOf(wanted), wanted.body, wanted.key);
    if (status >= 400) return Response.json({ ok: false, failure: failureOf(status, answer, "The request was refused.") });
    return Response.json({ ok: true, incidentId: isRecord(answer) ? answer["incidentId"] : undefined });
  });
}

export async function clientAction({ serverAction }: ClientActionFunctionArgs) {
  return orFailure(() => serverAction<typeof action>());
}

function addressOf(wanted: OpsRequest): string {
  if (wanted.do === "resolve") return `/api/admin/ops/outbox/${encodeURIComponent(wanted.eventId)}/resolve`;
  if (wanted.do === "resolveMany") return "/api/admin/ops/outbox/resolve-many";
  if (wanted.do === "retry") return "/api/admin/ops/outbox/destinations/retry";
  if (wanted.do === "capture") return "/api/admin/ops/incidents";
  return `/api/admin/ops/incidents/${encodeURIComponent(wanted.incidentId)}/${wanted.do}`;
}
