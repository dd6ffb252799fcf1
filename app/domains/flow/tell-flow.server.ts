import { z } from "zod";
import { getSettings, type ShopSettings } from "#app/domains/shops/index.server.ts";
import type { Tx } from "#app/platform/ctx.ts";
import { defineDestination, type Destination, publish } from "#app/platform/outbox.ts";
import { adminApi } from "#app/platform/shopify/admin-api.ts";
import { FlowTrigger } from "#app/platform/shopify/operations.ts";
import { refuseUserErrors } from "#app/platform/shopify/user-errors.ts";

/** The triggers that merchants can build Shopify Flow workflows on, by the handles of their extensions. */
export type FlowTriggerHandle = "alert-opened" | "exception-opened" | "order-assigned" | "return-state-changed";

/** What a trigger tells: the order that it is about, if there is one, and the fields of its extension. */
export interface FlowNews {
  orderId: bigint | null;
  fields: Record<string, string>;
}

/** Starts the shop's workflows of a trigger, by the outbox, if the shop has turned its triggers on. Who has read its settings gives them along. */
export async function tellFlow(tx: Tx, handle: FlowTriggerHandle, { orderId, fields }: FlowNews, settings?: Pick<ShopSettings, "flowTriggers">): Promise<void> {
  const { flowTriggers } = settings ?? (await getSettings(tx));
  if (!flowTriggers) return;
  const payload = { handle, fields: { ...(orderId === null ? {} : { order_id: Number(orderId) }), ...fields } };
  await publish(tx, { type: "shopify.flow_trigger", payload, ...(orderId === null ? {} : { orderId, stream: `flow:${orderId}` }) });
}

/**
 * Flow has no idempotency key and cannot be asked what it has had: a trigger whose answer was lost is sent again, and has the
 * same `Event id` as before. https://shopify.dev/docs/apps/build/flow/triggers
 */
export const flowDestination: Destination = defineDestination({
  type: "shopify.flow_trigger",
  payload: z.object({ handle: z.string(), fields: z.record(z.string(), z.union([z.string(), z.number()])) }),
  deliver: async (ctx, { id, payload: { handle, fields } }) => {
    const { data } = await (await adminApi(ctx)).run(FlowTrigger, { handle, payload: { ...fields, "Event id": id } });
    refuseUserErrors("flowTriggerReceive", data.flowTriggerReceive?.userErrors ?? []);
    return null;
  },
});
