import { z } from "zod";

export const Role = z.enum(["viewer", "agent", "operator", "admin"]);

/** A member of staff and what it may do. */
export const StaffRole = z.object({ userId: z.string(), role: Role });
export type StaffRole = z.infer<typeof StaffRole>;

/** The body of PUT /api/settings/staff/{userId}. */
export const SetStaffRole = z.object({ role: Role });
