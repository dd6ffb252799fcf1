import { v7 as uuid } from "uuid";
import { type Arrival, processArrivals, receiveArrivals, type Receipt } from "#app/domains/intake/index.server.ts";
import { type Ctx, systemContext } from "#app/platform/ctx.ts";

export interface NewArrival {
  topic: string;
  payload?: unknown;
  /** The body as it is sent, in place of a payload. */
  body?: string | Buffer;
  /** The webhook id, or the event id of POST /v1/events. */
  id?: string;
  source?: string;
  eventGroup?: string;
  triggeredAt?: Date;
}

/** An arrival of the context's shop, stored as the web process does. */
export async function arrive(ctx: Ctx, { topic, payload, body, id = uuid(), source = "shopify", eventGroup, triggeredAt }: NewArrival): Promise<Receipt & { id: string }> {
  const text = body ?? JSON.stringify(source === "shopify" ? payload : { tenant: ctx.shop, source, event_id: id, event_type: topic, data: payload });
  const arrival = { shop: ctx.shop, source, topic, deliveryId: id, eventGroup, headers: { "x-shopify-topic": topic }, body: Buffer.from(text), triggeredAt, correlationId: ctx.correlationId };
  const [receipt] = await receiveArrivals(systemContext(ctx.database, ctx.correlationId, ctx.now), [arrival]);
  if (!receipt) throw new Error(`${ctx.shop} has not installed the app`);
  return { ...receipt, id };
}

/** Does what the worker does with all that is due. */
export async function work(ctx: Ctx): Promise<void> {
  const due = async () => (await ctx.database.system`select 1 from events_processed where status = 'pending' and next_attempt_at <= now() limit 1`).length > 0;
  while (await due()) await processArrivals(systemContext(ctx.database, ctx.correlationId, ctx.now));
}

/** Arrives and is processed. */
export async function take(ctx: Ctx, arrival: NewArrival): Promise<Receipt & { id: string }> {
  const receipt = await arrive(ctx, arrival);
  await work(ctx);
  return receipt;
}

/** Lets everything that waits for its next attempt be due now. */
export async function skipWaiting(ctx: Ctx): Promise<void> {
  await ctx.database.system`update events_processed set next_attempt_at = now() where status = 'pending'`;
}

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
