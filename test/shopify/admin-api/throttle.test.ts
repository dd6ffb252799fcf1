import { expect, test } from "vitest";
import { testShopify } from "../testing/test-shopify.ts";
import { LeakyBucket } from "./throttle.ts";

test("a bucket gives what it has, refills steadily and never runs over", () => {
  const bucket = new LeakyBucket({ maximumAvailable: 2000, restoreRate: 100 }, 0);

  expect(bucket.take(1500, 0)).toBe(true);
  expect(bucket.take(501, 0)).toBe(false);
  expect(bucket.take(501, 10)).toBe(true);
  expect(bucket.status(1010).currentlyAvailable).toBe(100);
  expect(bucket.status(60_000).currentlyAvailable).toBe(2000);
});

test("throttles a shop whose bucket is empty, and leaves the others alone", async () => {
  const shopify = await testShopify({ throttle: { maximumAvailable: 14, restoreRate: 1 } });
  const query = "{ orders(first: 250) { nodes { id } } }";

  const first = await shopify.call(query);
  const second = await shopify.call(query);
  const other = await shopify.call(query, {}, { shop: "second" });

  expect([first.errors, other.errors]).toEqual([undefined, undefined]);
  expect(second).toMatchObject({
    status: 200,
    data: undefined,
    errors: [{ message: "Throttled", extensions: { code: "THROTTLED" } }],
    cost: { requestedQueryCost: 13, actualQueryCost: null, throttleStatus: { maximumAvailable: 14, restoreRate: 1 } },
  });
});

test("gives back what a query did not use", async () => {
  const shopify = await testShopify({ throttle: { maximumAvailable: 1000, restoreRate: 1 } });

  const { cost } = await shopify.call("{ orders(first: 100) { nodes { id lineItems(first: 10) { nodes { id } } } } }");

  expect(cost.requestedQueryCost).toBeGreaterThan(cost.actualQueryCost ?? Infinity);
  expect(cost.throttleStatus.currentlyAvailable).toBe(1000 - (cost.actualQueryCost ?? 0));
});

test("throttles as many calls as were asked for", async () => {
  const shopify = await testShopify();
  await shopify.control("faults", { throttle: 2 });

  const answers = [await shopify.call("{ shop { name } }"), await shopify.call("{ shop { name } }"), await shopify.call("{ shop { name } }")];

  expect(answers.map(({ errors }) => errors?.[0]?.extensions.code)).toEqual(["THROTTLED", "THROTTLED", undefined]);
});
