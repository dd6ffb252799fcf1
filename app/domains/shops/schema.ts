import { z } from "zod";
import { Instant } from "#app/platform/instant.ts";
import { ShopSettings } from "./settings.ts";

export const Role = z.enum(["viewer", "agent", "operator", "admin"]);
export type Role = z.infer<typeof Role>;

/** The body of PUT /api/settings/staff/{userId}. */
export const SetStaffRole = z.object({ role: Role });

/** What PUT /api/settings/staff/{userId} answers. */
export const StaffRole = z.object({ userId: z.string(), role: Role });
export type StaffRole = z.infer<typeof StaffRole>;

/** A person of the shop's staff. */
export const StaffRow = StaffRole.extend({ name: z.string(), accountOwner: z.boolean(), lastSeenAt: Instant });
export type StaffRow = z.infer<typeof StaffRow>;

/** The shop's settings, with the number of their last change. */
export const SettingsDocument = z.object({ version: z.number().int(), values: ShopSettings });
export type SettingsDocument = z.infer<typeof SettingsDocument>;

/** The body of PUT /api/settings: the settings that are to change, and the version that they were seen in. */
export const SaveSettings = z.object({ version: z.number().int().min(0), values: z.record(z.string(), z.unknown()) });
export type SaveSettings = z.infer<typeof SaveSettings>;

/** The body of POST /api/settings/api-keys. */
export const NewApiKey = z.object({ name: z.string().trim().min(1, "give it a name").max(100), role: Role });
export type NewApiKey = z.infer<typeof NewApiKey>;

/** A new key, once. */
export const CreatedApiKey = z.object({ id: z.string(), key: z.string() });

export const ApiKeyRow = z.object({ id: z.string(), name: z.string(), role: Role, prefix: z.string(), createdAt: Instant, revokedAt: Instant.nullable() });
export type ApiKeyRow = z.infer<typeof ApiKeyRow>;
