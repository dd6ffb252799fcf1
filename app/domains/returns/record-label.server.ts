import type { Tx } from "#app/platform/ctx.ts";
import type { ReturnLabel } from "./schema.ts";

/** Keeps a return's label and tracking; what is not named stays. Shopify is told when there is something that it can show. */
export async function recordLabel(tx: Tx, returnId: string, label: ReturnLabel): Promise<Record<string, unknown>> {
  const { url = null, trackingNumber = null, trackingUrl = null, carrier = null } = label;
  await tx.sql`
    update returns set label_url = coalesce(${url}, label_url), tracking_number = coalesce(${trackingNumber}, tracking_number),
      tracking_url = coalesce(${trackingUrl}, tracking_url), carrier = coalesce(${carrier}, carrier),
      label_pending = label_pending or ((${url}::text is not null and label_url is distinct from ${url}) or (${trackingNumber}::text is not null and tracking_number is distinct from ${trackingNumber})
        or (${trackingUrl}::text is not null and tracking_url is distinct from ${trackingUrl}))
    where shop = ${tx.shop} and id = ${returnId}`;
  return { label };
}
