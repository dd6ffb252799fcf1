import { z } from "zod";

export const Role = z.enum(["viewer", "agent", "operator", "admin"]);

/** The body of PUT /api/settings/staff/{userId}. */
export const SetStaffRole = z.object({ role: Role });
