import { randomBytes } from "node:crypto";
import { v7 as uuid } from "uuid";
import type { Database, SystemCtx } from "#app/platform/ctx.ts";
import { sha256 } from "#app/platform/json.ts";
import type { Role } from "#app/platform/permissions.ts";

export interface FoundApiKey {
  id: string;
  /** `*` for a key of all shops. */
  shop: string;
  name: string;
  role: Role;
}

const prefixLength = 12;

/** Makes a key; its secret is returned here and nowhere else, the database keeps a hash. `shop` is `*` for all shops. */
export async function mintApiKey(ctx: Pick<SystemCtx, "sql" | "now">, { shop, name, role, createdBy }: { shop: string; name: string; role: Role; createdBy: string }): Promise<{ id: string; key: string }> {
  const id = uuid();
  const key = `odk_${randomBytes(32).toString("base64url")}`;
  await ctx.sql`
    insert into api_keys (shop, id, name, role, prefix, secret_hash, created_by, created_at)
    values (${shop}, ${id}, ${name}, ${role}, ${key.slice(0, prefixLength)}, ${sha256(key)}, ${createdBy}, ${ctx.now})`;
  return { id, key };
}

/** The key that a caller presented, unless it is unknown, revoked, or of a shop that has uninstalled. */
export async function findApiKey(database: Database, key: string): Promise<FoundApiKey | undefined> {
  const [found] = await database.system<FoundApiKey>`
    select k.id, k.shop, k.name, k.role from api_keys k
    left join shops s on s.shop = k.shop
    where k.secret_hash = ${sha256(key)} and k.revoked_at is null and (k.shop = '*' or (s.shop is not null and s.uninstalled_at is null))`;
  return found;
}
