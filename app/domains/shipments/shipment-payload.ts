import { z } from "zod";
import { ShopifyId } from "#app/platform/shopify/ids.ts";
import { Time } from "#app/platform/time.ts";

const text = z.string().nullish();

/** A fulfilment as `fulfillments/*` webhooks and orders carry it. */
export const ShipmentPayload = z.object({
  id: ShopifyId,
  order_id: ShopifyId.nullish(),
  name: text,
  status: text,
  shipment_status: text,
  tracking_company: text,
  tracking_number: text,
  tracking_numbers: z.array(z.string()).nullish(),
  tracking_url: text,
  tracking_urls: z.array(z.string()).nullish(),
  location_id: ShopifyId.nullish(),
  created_at: Time,
  updated_at: Time.nullish(),
  line_items: z.array(z.object({ id: ShopifyId, quantity: z.number().int() })).nullish(),
});
export type ShipmentPayload = z.infer<typeof ShipmentPayload>;

/** One shipment as Shopify tells it, in one shape whatever the source. */
export interface ShipmentSnapshot {
  orderId: bigint;
  id: bigint;
  name: string | null;
  status: string;
  carrierStatus: string | null;
  trackingNumber: string | null;
  trackingCompany: string | null;
  trackingUrl: string | null;
  trackingNumbers: string[];
  locationId: bigint | null;
  lines: { lineItemId: string; quantity: number }[];
  createdAt: Date;
  updatedAt: Date;
}

export function shipmentSnapshotOf(shipment: ShipmentPayload, orderId: bigint): ShipmentSnapshot {
  const numbers = shipment.tracking_numbers?.filter(Boolean) ?? [];
  return {
    orderId,
    id: shipment.id,
    name: shipment.name ?? null,
    status: shipment.status ?? "success",
    carrierStatus: shipment.shipment_status || null,
    trackingNumber: shipment.tracking_number || numbers[0] || null,
    trackingCompany: shipment.tracking_company || null,
    trackingUrl: shipment.tracking_url || shipment.tracking_urls?.[0] || null,
    trackingNumbers: numbers.length > 0 ? numbers : [shipment.tracking_number].flatMap((number) => number || []),
    locationId: shipment.location_id ?? null,
    lines: (shipment.line_items ?? []).map(({ id, quantity }) => ({ lineItemId: id.toString(), quantity })),
    createdAt: shipment.created_at,
    updatedAt: shipment.updated_at ?? shipment.created_at,
  };
}
