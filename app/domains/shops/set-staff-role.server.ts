import { type Ctx, inTransaction } from "#app/platform/ctx.ts";
import { recordAudit } from "#app/platform/audit.ts";
import { DomainError } from "#app/platform/errors.ts";
import type { Role } from "#app/platform/permissions.ts";
import type { StaffRole } from "./schema.ts";

/** Gives a member of staff another role, on record. The store owner stays admin: throws `conflict`. */
export async function setStaffRole(ctx: Ctx, { userId, role }: StaffRole): Promise<StaffRole> {
  return inTransaction(ctx, async (tx) => {
    const [staff] = await tx.sql<{ role: Role; account_owner: boolean }>`select role, account_owner from staff_members where shop = ${tx.shop} and user_id = ${userId} for update`;
    if (!staff) throw new DomainError("not_found", "STAFF_NOT_FOUND", { message: "Nobody with this id has opened the app yet." });
    if (staff.account_owner && role !== "admin") throw new DomainError("conflict", "OWNER_IS_ADMIN", { message: "The store owner is always admin." });
    if (staff.role === role) return { userId, role };
    await tx.sql`update staff_members set role = ${role} where shop = ${tx.shop} and user_id = ${userId}`;
    await recordAudit(tx, { event: "settings.staff_role_changed", data: { userId, from: staff.role, to: role } });
    return { userId, role };
  });
}
