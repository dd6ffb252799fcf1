import { z } from "zod";
import { getSettingsDocument, listStaff, saveSettings } from "#app/domains/shops/index.server.ts";
import { SaveSettings, SettingsDocument, StaffRow } from "#app/domains/shops/schema.ts";
import { endpoint, type Resource } from "#app/http/endpoint.ts";

/** /api/settings: the shop's settings, to be read and changed by admins. */
export const settings: Resource = {
  GET: endpoint({ family: "problem", permission: "settings", summary: "The shop's settings", response: SettingsDocument, handle: (ctx) => getSettingsDocument(ctx) }),
  PUT: endpoint({ family: "problem", permission: "settings", summary: "Changes the settings that are named", body: SaveSettings, response: SettingsDocument, handle: (ctx, { body }) => saveSettings(ctx, body) }),
};

/** GET /api/settings/staff: who has opened the app, and their roles. */
export const settingsStaff: Resource = {
  GET: endpoint({ family: "problem", permission: "settings", summary: "The staff that have opened the app", response: z.object({ staff: z.array(StaffRow) }), handle: async (ctx) => ({ staff: await listStaff(ctx) }) }),
};
