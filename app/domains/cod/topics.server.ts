import { z } from "zod";
import { lockOrders, resolveOrder } from "#app/domains/orders/index.server.ts";
import { OrderReference } from "#app/domains/orders/schema.ts";
import { DomainError } from "#app/platform/errors.ts";
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
      const [order] = await lockOrders(tx, [orderId]);
      if (!order) throw new DomainError("not_found", "ORDER_NOT_FOUND", { message: "There is no such order." });
      await captureCod(tx, order, { amount: amount ?? undefined });
      return { orderId };
    },
  }),
];
