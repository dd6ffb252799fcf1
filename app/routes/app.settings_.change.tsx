import type { ActionFunctionArgs } from "@remix-run/node";
import type { z } from "zod";
import { SettingsChange } from "#app/dashboard/settings/changes.ts";
import { addWebhookEndpoint, removeWebhookEndpoint, rotateWebhookSecret } from "#app/domains/notifications/index.server.ts";
import { createApiKey, revokeApiKey, saveSettings, setStaffRole } from "#app/domains/shops/index.server.ts";
import { pageData, readInput } from "#app/http/page-data.server.ts";
import type { Ctx } from "#app/platform/ctx.ts";

/** The changes that admins make on the settings' page. Answers that carry a secret are kept nowhere. */
export async function action({ request }: ActionFunctionArgs) {
  return pageData(request, async ({ ctx }) => Response.json((await change(ctx, await readInput(request, SettingsChange))) ?? {}, { headers: { "Cache-Control": "no-store" } }), "settings");
}

function change(ctx: Ctx, wanted: z.output<typeof SettingsChange>): Promise<unknown> {
  switch (wanted.kind) {
    case "save":
      return saveSettings(ctx, wanted);
    case "role":
      return setStaffRole(ctx, wanted);
    case "createKey":
      return createApiKey(ctx, wanted);
    case "revokeKey":
      return revokeApiKey(ctx, wanted.id);
    case "addEndpoint":
      return addWebhookEndpoint(ctx, wanted);
    case "rotateSecret":
      return rotateWebhookSecret(ctx, wanted.id);
    case "removeEndpoint":
      return removeWebhookEndpoint(ctx, wanted.id);
  }
}
