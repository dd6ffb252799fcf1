import { z } from "zod";
import { lockOrder, resolveOrder } from "#app/domains/orders/index.server.ts";
import { OrderReference } from "#app/domains/orders/schema.ts";
import { PositiveAmount } from "#app/platform/money.ts";
import { defineTopic, type Topic } from "#app/platform/topics.ts";
import { captureCod } from "./capture-cod.server.ts";

/** What couriers tell of the money that they collect (contract, section 1). */
export const codTopics: readonly Topic[] = [
  defineTopic({
    topic: "cod.delivery_confirmed",
    source: "events",
    payload: z.object({ order_id: OrderReference, amount: PositiveAmount.nullish() }),
    apply: async (tx, { payload: { order_id: reference, amount } }) => {
      const orderId = await resolveOrder(tx, reference, "order_id");
      await captureCod(tx, await lockOrder(tx, orderId), { amount: amount ?? undefined });
      return { orderId };
    },
  }),
];
