import { settleAlerts, settleAlertsAbout } from "#app/domains/alerts/index.server.ts";
import type { Tx } from "#app/platform/ctx.ts";

/** Opens or closes the alert of each variant, as more of it is reserved than there is, or not. */
export async function settleVariantAlerts(tx: Tx, variantIds: readonly bigint[]): Promise<void> {
  if (variantIds.length === 0) return;
  const variants = await tx.sql<{ id: bigint; name: string; stock: number; reserved_stock: number; oversold: number }>`
    select id, coalesce(sku, nullif(concat_ws(' ', product_title, title), ''), id::text) as name, stock, reserved_stock, oversold
    from product_variants where shop = ${tx.shop} and id = any(${variantIds.map(String)}::bigint[]) and read_at is not null order by id`;
  for (const { id, name, stock, reserved_stock, oversold } of variants) {
    const title = `${name}: ${reserved_stock} reserved, ${stock} in stock`;
    await settleAlertsAbout(tx, { subject: `variant:${id}`, orderId: null }, { inventory: oversold > 0 ? { severity: "critical", title } : undefined });
  }
}

/** Opens the inventory alert of an order with a title, or closes it. */
export function settleOrderAlert(tx: Tx, orderId: bigint, title: string | undefined): Promise<void> {
  return settleAlerts(tx, orderId, { inventory: title === undefined ? undefined : { severity: "warning", title } });
}
