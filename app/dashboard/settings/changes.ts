import { z } from "zod";
import { NewWebhookEndpoint } from "#app/domains/notifications/schema.ts";
import { NewApiKey, SaveSettings, SetStaffRole } from "#app/domains/shops/schema.ts";

const named = z.object({ id: z.string() });

/** What the settings' page sends: one change at a time. */
export const SettingsChange = z.discriminatedUnion("kind", [
  SaveSettings.extend({ kind: z.literal("save") }),
  SetStaffRole.extend({ kind: z.literal("role"), userId: z.string() }),
  NewApiKey.extend({ kind: z.literal("createKey") }),
  named.extend({ kind: z.literal("revokeKey") }),
  NewWebhookEndpoint.extend({ kind: z.literal("addEndpoint") }),
  named.extend({ kind: z.literal("rotateSecret") }),
  named.extend({ kind: z.literal("removeEndpoint") }),
]);
export type SettingsChange = z.input<typeof SettingsChange>;
