import fc from "fast-check";
import { expect, test } from "vitest";
import type { Arrival } from "#app/domains/intake/index.server.ts";
import { type Ctx, systemContext } from "#app/platform/ctx.ts";
import { arrival, deliver, trackingUpdate } from "#test/factories/arrivals.ts";
import { orderWebhook } from "#test/factories/webhooks.ts";
import { testContext } from "#test/setup/context.ts";
import { attachLateCarrierEvents } from "./waiting-events.server.ts";

const placed = Date.parse("2026-11-20T10:00:00Z");
const now = new Date("2026-11-21T09:00:00Z");
const at = (minutes: number) => new Date(placed + minutes * 60_000).toISOString();

/** What happened to one order, minute by minute; ids and times are the same in every telling of it. */
interface Story {
  fulfillments: { number: string | null; changedAt: number[]; cancelled: boolean; words: { minute: number; status: string; withdrawn: boolean }[] }[];
  carrier: { minute: number; number: string; status: string; estimate: number | null }[];
  orderUpdates: number[];
}

const minute = fc.integer({ min: 1, max: 1_400 });
const word = fc.constantFrom("label_printed", "in_transit", "out_for_delivery", "attempted_delivery", "delivered", "failure", "customs_cleared");
const number = fc.constantFrom("TRK-1", "TRK-2", "TRK-3");
const story: fc.Arbitrary<Story> = fc.record({
  fulfillments: fc.array(
    fc.record({
      number: fc.option(number, { nil: null }),
      changedAt: fc.uniqueArray(minute, { minLength: 1, maxLength: 3 }),
      cancelled: fc.boolean(),
      words: fc.array(fc.record({ minute, status: word, withdrawn: fc.boolean() }), { maxLength: 3 }),
    }),
    { maxLength: 2 },
  ),
  carrier: fc.array(fc.record({ minute, number, status: word, estimate: fc.option(minute, { nil: null }) }), { maxLength: 3 }),
  orderUpdates: fc.uniqueArray(minute, { minLength: 1, maxLength: 2 }),
});

const orderId = 7_001;

/** Everything that is told of a story, each telling once. */
function tellings(ctx: Ctx, { fulfillments, carrier, orderUpdates }: Story): Arrival[] {
  const shopify = (topic: string, payload: object, minute: number) => arrival(ctx, topic, payload, { deliveryId: `${topic}-${minute}-${JSON.stringify(payload).length}-${Reflect.get(payload, "id")}`, triggeredAt: new Date(at(minute)) });
  const shipped = fulfillments.flatMap((each, index) => each.changedAt.map((minute, change) => ({ minute, payload: fulfillment(each, index, minute, change === each.changedAt.length - 1) })));
  const order = (minute: number) =>
    orderWebhook({ id: orderId, name: "#1001", order_number: 1001, customer: null, line_items: [line], created_at: at(0), processed_at: at(0), updated_at: at(minute), fulfillments: shipped.filter((each) => each.minute <= minute).map(({ payload }) => payload) });
  return [
    ...orderUpdates.map((minute) => shopify("orders/updated", order(minute), minute)),
    ...shipped.map(({ minute, payload }) => shopify("fulfillments/update", payload, minute)),
    ...fulfillments.flatMap(({ words }, index) =>
      words.flatMap(({ minute, status, withdrawn }, number) => {
        const id = 9_000 + index * 10 + number;
        const told = shopify("fulfillment_events/create", { id, fulfillment_id: 8_000 + index, order_id: orderId, status, message: null, happened_at: at(minute), estimated_delivery_at: null }, minute);
        return withdrawn ? [told, shopify("fulfillment_events/delete", { id, fulfillment_id: 8_000 + index, order_id: orderId }, minute + 1)] : [told];
      }),
    ),
    ...carrier.map(({ minute, number, status, estimate }, index) =>
      trackingUpdate(ctx, { order_id: index % 2 ? "#1001" : String(orderId), tracking_number: number, carrier: "Courier X", status, status_at: at(minute), estimated_delivery_at: estimate === null ? null : at(estimate) }, { deliveryId: `carrier-${index}` }),
    ),
  ];
}

const line = { id: 6_001, title: "Kettle", quantity: 1, price: "499.00", requires_shipping: true };

function fulfillment({ number, cancelled, words }: Story["fulfillments"][number], index: number, minute: number, last: boolean) {
  const said = words.filter((each) => each.minute <= minute).sort((a, b) => a.minute - b.minute);
  return {
    id: 8_000 + index,
    order_id: orderId,
    name: `#1001.${index + 1}`,
    status: cancelled && last ? "cancelled" : "success",
    shipment_status: said.at(-1)?.status ?? null,
    tracking_number: number,
    tracking_numbers: number === null ? [] : [number],
    tracking_company: "Courier X",
    created_at: at(1),
    updated_at: at(minute),
    line_items: [line],
  };
}

/** Everything that the tellings have left behind, but for ids and the time of the telling. */
async function stateOf(ctx: Ctx) {
  const [order] = await ctx.sql`
    select name, updated_at, fulfillment_status, shipment_status, tracking, shipment_updated_at, next_check_at, carrier_only, search_text, workflow_state from orders where shop = ${ctx.shop}`;
  const shipments = await ctx.sql`select id, status, told_status, carrier_status, carrier_status_at, stage, tracking_number, estimated_delivery_at, updated_at from shipments where shop = ${ctx.shop} order by id`;
  const events = await ctx.sql`select id, status, happened_at, deleted from shipment_events where shop = ${ctx.shop} order by id`;
  const alerts = await ctx.sql`select kind, subject, title from alerts where shop = ${ctx.shop} and closed_at is null order by kind, subject`;
  const timeline = await ctx.sql`select dedupe_key, event, ts, details from timeline_entries where shop = ${ctx.shop} and event not like 'workflow.%' order by dedupe_key`;
  const waiting = await ctx.sql`select id from waiting_carrier_events where shop = ${ctx.shop}`;
  return { order, shipments, events, alerts, timeline, waiting };
}

test("an order, its fulfilments and its carrier events end in the same state in whatever order they arrive, and however often", async () => {
  const scenario = fc.tuple(story, fc.infiniteStream(fc.nat()), fc.boolean());

  await fc.assert(
    fc.asyncProperty(scenario, async ([told, chance, together]) => {
      const [punctual, shuffled] = [await testContext({ now }), await testContext({ now })];
      for (const each of tellings(punctual, told)) await deliver(punctual, each);

      const late = tellings(shuffled, told).flatMap((each) => Array.from({ length: 1 + ((chance.next().value ?? 0) % 2) }, () => each));
      const mixed = late.map((each) => ({ each, place: chance.next().value ?? 0 })).sort((a, b) => a.place - b.place);
      if (together) await deliver(shuffled, ...mixed.map(({ each }) => each));
      else for (const { each } of mixed) await deliver(shuffled, each);
      await attachLateCarrierEvents(systemContext(shuffled.database, "test", now));

      expect(await stateOf(shuffled)).toEqual(await stateOf(punctual));
    }),
    { numRuns: 25 },
  );
}, 60_000);

test("a report that is told twice with different words counts as its earliest telling has it, whichever comes first", async () => {
  const report = (status: string, minute: number) => ({ id: 9_100, fulfillment_id: 8_100, order_id: orderId, status, message: `${status} at ${minute}`, happened_at: at(minute), estimated_delivery_at: null });
  const tellings = [report("in_transit", 20), report("out_for_delivery", 10), report("delivered", 10)];
  const told = async (order: typeof tellings) => {
    const ctx = await testContext({ now });
    for (const each of order) await deliver(ctx, arrival(ctx, "fulfillment_events/create", each, { deliveryId: each.message }));
    return {
      events: await ctx.sql`select status, message, happened_at from shipment_events where shop = ${ctx.shop}`,
      timeline: await ctx.sql`select event, ts, details->>'message' as message from timeline_entries where shop = ${ctx.shop} and dedupe_key = 'carrier:shopify:9100'`,
    };
  };

  const [inOrder, reversed] = [await told(tellings), await told(tellings.toReversed())];

  expect(reversed).toEqual(inOrder);
  expect(inOrder.events).toEqual([{ status: "delivered", message: "delivered at 10", happened_at: new Date(at(10)) }]);
  expect(inOrder.timeline).toEqual([{ event: "shipment.delivered", ts: new Date(at(10)), message: "delivered at 10" }]);
});
