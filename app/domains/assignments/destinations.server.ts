import { z } from "zod";
import { defineDestination, type Destination } from "#app/platform/outbox.ts";
import { adminApi } from "#app/platform/shopify/admin-api.ts";
import { ShopifyId, toGid } from "#app/platform/shopify/ids.ts";
import { AssignmentMetafieldDelete, AssignmentMetafieldSet } from "#app/platform/shopify/operations.ts";
import { refuseUserErrors } from "#app/platform/shopify/user-errors.ts";

const namespace = "$app";
const key = "assignee";

/** What leaves the app when an order changes hands. */
export const assignmentDestinations: readonly Destination[] = [
  defineDestination({
    // Setting a metafield to the owner of now is idempotent by nature, and a change that came since goes along.
    type: "shopify.assignment_metafield",
    payload: z.object({ orderId: ShopifyId, version: z.number().int() }),
    deliver: async (ctx, { payload }) => {
      const [current] = await ctx.sql<{ assignee: string | null }>`select assignee from order_assignments where shop = ${ctx.shop} and order_id = ${payload.orderId}`;
      const api = await adminApi(ctx);
      const ownerId = toGid("Order", payload.orderId);
      if (current?.assignee) {
        const { data } = await api.run(AssignmentMetafieldSet, { metafields: [{ ownerId, namespace, key, type: "single_line_text_field", value: current.assignee }] });
        refuseUserErrors("metafieldsSet", data.metafieldsSet?.userErrors ?? []);
      } else {
        const { data } = await api.run(AssignmentMetafieldDelete, { metafields: [{ ownerId, namespace, key }] });
        refuseUserErrors("metafieldsDelete", data.metafieldsDelete?.userErrors ?? []);
      }
      return { assignee: current?.assignee ?? null };
    },
  }),
];
