import { recordAudit } from "#app/platform/audit.ts";
import { type Ctx, inTransaction } from "#app/platform/ctx.ts";
import { DomainError } from "#app/platform/errors.ts";
import { canonicalJson } from "#app/platform/json.ts";
import { json } from "#app/platform/sql.ts";
import { getSettings } from "./get-settings.server.ts";
import type { SaveSettings, SettingsDocument } from "./schema.ts";
import { ShopSettings } from "./settings.ts";

/** The settings of the shop with the number of their last change: 0 when nobody has changed any. */
export async function getSettingsDocument(ctx: Ctx): Promise<SettingsDocument> {
  const [row] = await ctx.sql<{ version: number }>`select version from shop_settings where shop = ${ctx.shop}`;
  return { version: row?.version ?? 0, values: await getSettings(ctx) };
}

/**
 * Changes the settings that are named and leaves the others, on record with what each was before. Throws `invalid` for a value
 * that does not fit or a setting that does not exist, `conflict` when they have been changed since the version that was seen.
 */
export async function saveSettings(ctx: Ctx, { version, values }: SaveSettings): Promise<SettingsDocument> {
  return inTransaction(ctx, async (tx) => {
    await tx.sql`select 1 from shops where shop = ${tx.shop} for update`;
    const before = await getSettingsDocument(tx);
    const after = parse({ ...before.values, ...values });
    const changes = changesBetween(before.values, after);
    // Also who sends a change again whose answer was lost: it is there.
    if (changes.length === 0) return before;
    if (before.version !== version) throw new DomainError("conflict", "SETTINGS_CHANGED", { message: "Somebody else has changed the settings meanwhile. Load them again.", version: before.version });
    const [row] = await tx.sql<{ version: number }>`
      insert into shop_settings as s (shop, "values", version, updated_at, updated_by) values (${tx.shop}, ${json(after)}, 1, ${tx.now}, ${tx.actor.id})
      on conflict (shop) do update set "values" = excluded."values", version = s.version + 1, updated_at = excluded.updated_at, updated_by = excluded.updated_by
      returning version`;
    await recordAudit(tx, { event: "settings.changed", data: { changes } });
    return { version: row?.version ?? 1, values: after };
  });
}

function parse(values: Record<string, unknown>): ShopSettings {
  const result = ShopSettings.strict().safeParse(values);
  if (result.success) return result.data;
  const errors = result.error.issues.map(({ path, message }) => ({ path: path.join("."), message }));
  throw new DomainError("invalid", "INVALID_SETTINGS", { message: errors.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join("; "), errors });
}

function changesBetween(before: ShopSettings, after: ShopSettings) {
  const old = new Map<string, unknown>(Object.entries(before));
  return Object.entries(after).flatMap(([setting, to]) => (canonicalJson(old.get(setting)) === canonicalJson(to) ? [] : [{ setting, from: old.get(setting), to }]));
}
