import { v7 as uuid } from "uuid";
import { type Arrival, processArrivals, receiveArrivals } from "#app/domains/intake/index.server.ts";
import { type Ctx, systemContext } from "#app/platform/ctx.ts";

/** A webhook on its way to the app's intake, unless `source` says otherwise. */
export function arrival(ctx: Ctx, topic: string, payload: unknown, overrides: Partial<Arrival> = {}): Arrival {
  return { shop: ctx.shop, source: "shopify", topic, deliveryId: uuid(), headers: {}, body: Buffer.from(JSON.stringify(payload)), correlationId: ctx.correlationId, ...overrides };
}

/** What a carrier posts to /v1/events. */
export function trackingUpdate(ctx: Ctx, data: Record<string, unknown>, overrides: Partial<Arrival> = {}): Arrival {
  return arrival(ctx, "carrier.tracking_updated", { data }, { source: "courier-x", ...overrides });
}

/** Takes arrivals in, all at once, and processes them. */
export async function deliver(ctx: Ctx, ...arrivals: Arrival[]): Promise<void> {
  const system = systemContext(ctx.database, ctx.correlationId, ctx.now);
  await receiveArrivals(system, arrivals);
  await processArrivals(system);
}
