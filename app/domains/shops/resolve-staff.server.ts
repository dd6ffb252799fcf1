import type { Ctx } from "#app/platform/ctx.ts";
import type { Role } from "#app/platform/permissions.ts";
import { describeStaff } from "#app/platform/shopify/staff.server.ts";

export interface Staff {
  userId: string;
  name: string;
  role: Role;
}

/**
 * The member of staff behind a session token, or undefined when the shop has not installed the app. On first sight Shopify
 * is asked who it is: the store owner becomes admin, everybody else starts as agent until an admin says otherwise.
 */
export async function resolveStaff(ctx: Ctx, { userId, sessionToken }: { userId: string; sessionToken: string }): Promise<Staff | undefined> {
  const [row] = await ctx.sql<{ installed: boolean; name: string | null; role: Role | null }>`
    select s.uninstalled_at is null as installed, m.name, m.role
    from shops s left join staff_members m on m.shop = s.shop and m.user_id = ${userId}
    where s.shop = ${ctx.shop}`;
  if (!row?.installed) return undefined;
  if (row.role) return { userId, name: row.name ?? "", role: row.role };
  return meetStaff(ctx, userId, sessionToken);
}

async function meetStaff(ctx: Ctx, userId: string, sessionToken: string): Promise<Staff> {
  const person = await describeStaff(ctx.shop, sessionToken);
  const name = person?.name ?? "";
  const role: Role = person?.accountOwner ? "admin" : "agent";
  // Shopify could not be asked: they may work as agent for now, and are asked about again with the next request.
  if (!person) return { userId, name, role };
  const [row] = await ctx.sql<{ name: string; role: Role }>`
    insert into staff_members (shop, user_id, name, account_owner, role, first_seen_at, last_seen_at)
    values (${ctx.shop}, ${userId}, ${name}, ${person.accountOwner}, ${role}, ${ctx.now}, ${ctx.now})
    on conflict (shop, user_id) do update set name = excluded.name, last_seen_at = excluded.last_seen_at
    returning name, role`;
  return { userId, name: row?.name ?? name, role: row?.role ?? role };
}
