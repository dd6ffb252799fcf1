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
  const { access_token: token } = await shopify.install();
  const { access_token: elsewhere } = await shopify.install("second.myshopify.com");

  const first = await shopify.call(query, {}, { token });
  const second = await shopify.call(query, {}, { token });
  const other = await shopify.call(query, {}, { token: elsewhere });
  const byHand = await shopify.call(query);

  expect([first.errors, other.errors, byHand.errors]).toEqual([undefined, undefined, undefined]);
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

test("throttles as many calls of the app as were asked for", async () => {
  const shopify = await testShopify();
  const { access_token: token } = await shopify.install();
  await shopify.control("faults", { throttle: 2 });

  const byHand = await shopify.call("{ shop { name } }");
  const answers = [];
  for (let call = 0; call < 3; call += 1) answers.push(await shopify.call("{ shop { name } }", {}, { token }));

  expect(byHand.errors).toBeUndefined();
  expect(answers.map(({ errors }) => errors?.[0]?.extensions.code)).toEqual(["THROTTLED", "THROTTLED", undefined]);
});
