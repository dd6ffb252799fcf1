import { recordAudit } from "#app/platform/audit.ts";
import { type Ctx, inTransaction } from "#app/platform/ctx.ts";
import { DomainError } from "#app/platform/errors.ts";
import { mintApiKey } from "./api-keys.server.ts";
import type { ApiKeyRow, NewApiKey } from "./schema.ts";

const most = 50;

/** The shop's keys, newest first, those that were revoked too; of a secret only its beginning is known. */
export async function listApiKeys(ctx: Ctx): Promise<ApiKeyRow[]> {
  const rows = await ctx.sql<Omit<ApiKeyRow, "createdAt" | "revokedAt"> & { createdAt: Date; revokedAt: Date | null }>`
    select id, name, role, prefix, created_at as "createdAt", revoked_at as "revokedAt" from api_keys where shop = ${ctx.shop} order by revoked_at is not null, created_at desc limit 200`;
  return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString(), revokedAt: row.revokedAt?.toISOString() ?? null }));
}

/** Makes a key for the shop. It is in this answer and in no other. Throws `conflict` when the shop has fifty in use. */
export async function createApiKey(ctx: Ctx, { name, role }: NewApiKey): Promise<{ id: string; key: string }> {
  return inTransaction(ctx, async (tx) => {
    await tx.sql`select 1 from shops where shop = ${tx.shop} for update`;
    const [used] = await tx.sql<{ count: number }>`select count(*)::int as count from api_keys where shop = ${tx.shop} and revoked_at is null`;
    if ((used?.count ?? 0) >= most) throw new DomainError("conflict", "TOO_MANY_KEYS", { message: `A shop can have ${most} keys. Revoke one first.` });
    const minted = await mintApiKey(tx, { shop: tx.shop, name, role, createdBy: tx.actor.id });
    await recordAudit(tx, { event: "settings.api_key_created", data: { id: minted.id, name, role } });
    return minted;
  });
}

/** Revokes a key: from now on nobody is let in with it. One that is revoked stays so. Throws `not_found`. */
export async function revokeApiKey(ctx: Ctx, id: string): Promise<{ id: string }> {
  return inTransaction(ctx, async (tx) => {
    const [key] = await tx.sql<{ name: string; revoked_at: Date | null }>`select name, revoked_at from api_keys where shop = ${tx.shop} and id::text = ${id} for update`;
    if (!key) throw new DomainError("not_found", "KEY_NOT_FOUND", { message: "There is no such key." });
    if (key.revoked_at) return { id };
    await tx.sql`update api_keys set revoked_at = ${tx.now} where shop = ${tx.shop} and id::text = ${id}`;
    await recordAudit(tx, { event: "settings.api_key_revoked", data: { id, name: key.name } });
    return { id };
  });
}
