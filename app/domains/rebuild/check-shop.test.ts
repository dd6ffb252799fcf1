import { expect, test } from "vitest";
import { resolveException } from "#app/domains/exceptions/index.server.ts";
import { take } from "#test/factories/arrivals.ts";
import { orderWebhook } from "#test/factories/webhooks.ts";
import { testContext } from "#test/setup/context.ts";
import { checkShop } from "./index.server.ts";

test("money that a courier told of is no drift, and is on the timeline once after another telling of its order was taken back", async () => {
  const ctx = await testContext();
  const payload = orderWebhook({ financial_status: "pending", payment_gateway_names: ["Cash on Delivery (COD)"], total_price: "10.00", total_outstanding: "10.00" });
  const { id } = await take(ctx, { topic: "orders/create", payload });
  await take(ctx, { topic: "cod.delivery_confirmed", source: "courier-x", payload: { order_id: payload["id"] } });
  const before = await checkShop(ctx);
  await take(ctx, { topic: "orders/create", id, payload: { ...payload, note: "ring twice" } });
  const [exception] = await ctx.sql<{ id: string; last_raw_id: string }>`select id, last_raw_id from exceptions where shop = ${ctx.shop} and status = 'open'`;

  await resolveException(ctx, exception?.id ?? "", { action: "override_and_replay", actor: "asha", resolution_notes: "the note counts", canonical_raw_id: exception?.last_raw_id });

  expect(before).toMatchObject({ orders: 1, drift: [] });
  expect((await checkShop(ctx)).drift).toEqual([]);
  expect(await ctx.sql`select 1 from timeline_entries where shop = ${ctx.shop} and event = 'payment.cod_captured'`).toHaveLength(1);
});
