import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { addWebhookEndpoint, removeWebhookEndpoint } from "#app/domains/notifications/index.server.ts";
import { NewWebhookEndpoint } from "#app/domains/notifications/schema.ts";
import { pageData, readInput } from "#app/http/page-data.server.ts";

const Change = z.union([z.object({ add: NewWebhookEndpoint }), z.object({ remove: z.string() })]);

/** Adds one of the shop's webhook endpoints, or removes one. */
export async function action({ request }: ActionFunctionArgs) {
  return pageData(
    request,
    async ({ ctx }) => {
      const change = await readInput(request, Change);
      if ("add" in change) return Response.json(await addWebhookEndpoint(ctx, change.add));
      await removeWebhookEndpoint(ctx, change.remove);
      return Response.json({ id: change.remove });
    },
    "settings",
  );
}
