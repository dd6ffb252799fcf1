import type { Ctx } from "#app/platform/ctx.ts";
import { DomainError } from "#app/platform/errors.ts";
import { defineDestination, type Destination } from "#app/platform/outbox.ts";
import { adminApi } from "#app/platform/shopify/admin-api.ts";
import { fromGid, toGid } from "#app/platform/shopify/ids.ts";
import { ReturnWayBack, ReverseDeliveryCreate, ReverseDeliveryUpdate } from "#app/platform/shopify/operations.ts";
import { refuseUserErrors } from "#app/platform/shopify/user-errors.ts";
import { afterStep } from "../after-step.server.ts";
import { goOn, lockCalled, notInShopify, ReturnCallPayload } from "./return-call.server.ts";

interface Label {
  labelUrl: string | null;
  trackingNumber: string | null;
  trackingUrl: string | null;
}

interface Attached extends Label {
  reverseDeliveryId: string;
}

/**
 * Shows a return's label and tracking in Shopify, as a reverse delivery. One that is there already is written over, so that a
 * repeat, or a second label, makes no second delivery.
 */
export const returnLabels: Destination = defineDestination({
  type: "shopify.return_label",
  payload: ReturnCallPayload,
  deliver: async (ctx, { payload }) => attachLabel(ctx, payload),
  settle: async (tx, { payload }, { reverseDeliveryId, labelUrl, trackingNumber, trackingUrl }) => {
    const current = await lockCalled(tx, payload);
    await tx.sql`
      update returns set reverse_delivery_id = ${BigInt(reverseDeliveryId)},
        label_pending = label_url is distinct from ${labelUrl} or tracking_number is distinct from ${trackingNumber} or tracking_url is distinct from ${trackingUrl}
      where shop = ${tx.shop} and id = ${current.id}`;
    await afterStep(tx, current);
  },
  fail: (tx, { payload }) => goOn(tx, payload),
});

async function attachLabel(ctx: Ctx, { returnId }: ReturnCallPayload): Promise<Attached> {
  const [row] = await ctx.sql<Label & { shopifyReturnId: bigint | null }>`
    select label_url as "labelUrl", tracking_number as "trackingNumber", tracking_url as "trackingUrl", shopify_return_id as "shopifyReturnId" from returns where shop = ${ctx.shop} and id = ${returnId}`;
  if (!row?.shopifyReturnId) throw notInShopify();
  const { labelUrl, trackingNumber, trackingUrl } = row;
  const api = await adminApi(ctx);
  const { data } = await api.run(ReturnWayBack, { id: toGid("Return", row.shopifyReturnId) });
  const reverse = data.return?.reverseFulfillmentOrders.nodes[0];
  if (!reverse) throw new DomainError("conflict", "NO_WAY_BACK", { message: "Shopify awaits no goods of this return, so it takes no label." });

  const label = labelUrl ? { fileUrl: labelUrl } : undefined;
  const tracking = trackingNumber || trackingUrl ? { number: trackingNumber, url: trackingUrl } : undefined;
  const existing = reverse.reverseDeliveries.nodes.at(-1);
  const attached = { labelUrl, trackingNumber, trackingUrl };
  if (existing) {
    const updated = await api.run(ReverseDeliveryUpdate, { reverseDeliveryId: existing.id, label, tracking });
    refuseUserErrors("reverseDeliveryShippingUpdate", updated.data.reverseDeliveryShippingUpdate?.userErrors ?? []);
    return { ...attached, reverseDeliveryId: String(fromGid("ReverseDelivery", existing.id)) };
  }
  const created = await api.run(ReverseDeliveryCreate, { reverseFulfillmentOrderId: reverse.id, label, tracking });
  refuseUserErrors("reverseDeliveryCreateWithShipping", created.data.reverseDeliveryCreateWithShipping?.userErrors ?? []);
  const id = created.data.reverseDeliveryCreateWithShipping?.reverseDelivery?.id;
  if (!id) throw new Error("Shopify made no reverse delivery and said no reason.");
  return { ...attached, reverseDeliveryId: String(fromGid("ReverseDelivery", id)) };
}
