import { z } from "zod";
import { Instant } from "#app/platform/instant.ts";
import { Listed, optional, PageSize } from "#app/platform/query.ts";
import { OrderReferences, ShipmentStatus } from "#app/domains/orders/schema.ts";

export const Tracking = z.object({
  number: z.string().trim().min(1).max(200),
  carrier: z.string().trim().min(1).max(100),
  url: z.url({ protocol: /^https?$/ }).max(2_000).optional(),
});
export type Tracking = z.infer<typeof Tracking>;

/** The body of POST /sync/orders/fulfill. */
export const FulfillOrders = z.object({
  shop_domain: z.string(),
  orderIds: OrderReferences,
  tracking: Tracking.optional(),
  notifyCustomer: z.boolean().optional(),
});
export type FulfillOrders = z.infer<typeof FulfillOrders>;

/** Where a page of the feed begins: after the row of this time, source and number. */
const Place = z.tuple([z.iso.datetime().transform((time) => new Date(time)), z.enum(["fulfillment", "order", "waiting"]), z.string().max(300)]).transform(([at, source, id]) => ({ at, source, id }));
export type Place = z.infer<typeof Place>;

const Cursor = z
  .string()
  .max(1_000)
  .transform((cursor, issue) => {
    const place = Place.safeParse(parsed(cursor));
    if (!place.success) issue.addIssue({ code: "custom", message: "is not a cursor of this feed" });
    return place.data ?? z.NEVER;
  });

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The cursor of a place, as answers carry it. */
export function cursorOf({ at, source, id }: Place): string {
  return Buffer.from(JSON.stringify([at.toISOString(), source, id])).toString("base64url");
}

/** The query of GET /sync/orders/shipments. */
export const ListShipments = z.object({
  status: optional(Listed.pipe(z.array(ShipmentStatus))),
  cursor: optional(Cursor),
  pageSize: PageSize,
});
export type ListShipments = z.infer<typeof ListShipments>;

const FeedTracking = z.object({ number: z.string(), carrier: z.string().nullable(), url: z.string().nullable() });

/** One row of the feed: `order_id` where the order is known, else the `order_number` that a carrier gave. */
export const ShipmentRow = z.object({
  id: z.string(),
  order_id: z.string().optional(),
  order_number: z.string().nullable(),
  status: ShipmentStatus,
  carrierStatus: z.string().nullable(),
  tracking: FeedTracking.nullable(),
  estimatedDeliveryAt: Instant.nullable(),
  createdAt: Instant,
  lastUpdateAt: Instant.nullable(),
});
export type ShipmentRow = z.infer<typeof ShipmentRow>;

/** The answer of GET /sync/orders/shipments. */
export const ShipmentFeed = z.object({
  success: z.literal(true),
  shipments: z.array(ShipmentRow),
  pageInfo: z.object({ nextCursor: z.string().nullable(), hasNextPage: z.boolean(), pageSize: z.number().int() }),
  generatedAt: Instant,
});
export type ShipmentFeed = z.infer<typeof ShipmentFeed>;
