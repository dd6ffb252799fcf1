import { describe, expect, test } from "vitest";
import { inTransaction } from "#app/platform/ctx.ts";
import { buildOrder, lineItem } from "#test/factories/orders.ts";
import { testContext } from "#test/setup/context.ts";
import { rebuildShipmentContract } from "./rebuild-shipment-contract.server.ts";
import { summarize } from "./shipment-contract.ts";

type Ctx = Awaited<ReturnType<typeof testContext>>;

const rebuild = (ctx: Ctx, order: { id: bigint }) => rebuildShipmentContract(ctx, { order_id: order.id.toString() });
const contracts = (ctx: Ctx) => ctx.sql<{ version: number; hash: string; summary: Record<string, unknown> }>`select version, hash, summary from shipment_contracts where shop = ${ctx.shop} order by version`;

/** What a read of the product brings. */
async function describeProduct(ctx: Ctx, variantId: bigint | null, { grams = 900, length = 300, hazmat = null as string | null } = {}) {
  await ctx.sql`
    insert into product_logistics (shop, variant_id, grams, length_mm, width_mm, height_mm, hazmat, read_at) values (${ctx.shop}, ${variantId}, ${grams}, ${length}, 200, 100, ${hazmat}, ${ctx.now})
    on conflict (shop, variant_id) do update set grams = excluded.grams, length_mm = excluded.length_mm, hazmat = excluded.hazmat`;
}

async function described() {
  const ctx = await testContext();
  const line = lineItem({ quantity: 2, currentQuantity: 2 });
  const order = await buildOrder(ctx, { lineItems: [line], shippingAddress: { name: "Noor Sample", address1: "12 Any Street", city: "Pune", zip: "411001", country_code: "IN", province_code: "MH" } });
  await describeProduct(ctx, line.variantId);
  return { ctx, order, line };
}

test("summarises weight, size, value, dangers and destination, without the customer's name", async () => {
  const { ctx, order } = await described();

  const answer = await rebuild(ctx, order);

  const [contract] = await contracts(ctx);
  expect(answer).toMatchObject({ status: "applied", details: { shipment_contract: { version: 1, hash: contract?.hash }, missing: [] } });
  expect(contract?.summary).toMatchObject({
    quantity: 2,
    weight_grams: 1_800,
    largest_mm: { length: 300, width: 200, height: 100 },
    volume_mm3: 12_000_000,
    value: { amount: "998.00", currencyCode: "INR" },
    hazmat: [],
    destination: { city: "Pune", zip: "411001", country_code: "IN", province_code: "MH" },
  });
  expect(JSON.stringify(contract?.summary)).not.toMatch(/Noor|Any Street/);
});

test("meets the contract that stands when nothing has changed", async () => {
  const { ctx, order } = await described();
  await rebuild(ctx, order);

  const answer = await rebuild(ctx, order);

  expect(answer).toMatchObject({ status: "noop", details: { shipment_contract: { version: 1 }, matched: { id: "shipment-contract:1", at: ctx.now.toISOString() } } });
  expect(await contracts(ctx)).toHaveLength(1);
});

test("makes the next version when the product's data was fixed", async () => {
  const { ctx, order, line } = await described();
  await rebuild(ctx, order);
  await describeProduct(ctx, line.variantId, { hazmat: "UN3481" });

  const answer = await rebuild(ctx, order);

  expect(answer).toMatchObject({ status: "applied", details: { shipment_contract: { version: 2 } } });
  expect((await contracts(ctx)).map(({ summary }) => summary["hazmat"])).toEqual([[], ["UN3481"]]);
});

test("has Shopify asked again for the product, so that the next rebuild has what was just changed", async () => {
  const { ctx, order, line } = await described();

  await rebuild(ctx, order);

  expect(await ctx.sql`select gid from stock_reads where shop = ${ctx.shop}`).toEqual([{ gid: `gid://shopify/ProductVariant/${line.variantId}` }]);
});

test("says what has still to be said of a product", async () => {
  const ctx = await testContext();
  const order = await buildOrder(ctx, { lineItems: [lineItem({ grams: 0, sku: "KET" })] });

  const { details } = await rebuild(ctx, order);

  expect(details["missing"]).toMatchObject([{ sku: "KET", fact: "weight" }, { sku: "KET", fact: "dimensions" }]);
});

test("makes one version of many calls at once", async () => {
  const { ctx, order } = await described();

  const answers = await Promise.all(Array.from({ length: 8 }, () => rebuild(ctx, order)));

  expect(answers.filter(({ status }) => status === "applied")).toHaveLength(1);
  expect(await contracts(ctx)).toHaveLength(1);
});

test("refuses an order of another shop, and to change a contract", async () => {
  const { ctx, order } = await described();
  await rebuild(ctx, order);

  await expect(rebuild(await testContext(), order)).rejects.toMatchObject({ kind: "not_found" });
  await expect(inTransaction(ctx, (tx) => tx.sql`update shipment_contracts set hash = 'x' where shop = ${tx.shop}`)).rejects.toThrow();
});

describe("a summary", () => {
  const goods = { sku: null, title: "Kettle", quantity: 1, price: "10", grams: 1, lengthMm: 10, widthMm: 20, heightMm: 30, hazmat: null };
  const nowhere = { country_code: null, province_code: null, city: null, zip: null };

  test("is the same in whatever order the lines come", () => {
    const lines = [1n, 2n, 3n].map((lineItemId) => ({ ...goods, lineItemId, title: `${lineItemId}` }));

    expect(summarize(lines.toReversed(), nowhere, "INR")).toEqual(summarize(lines, nowhere, "INR"));
  });

  test("compares sides as goods can be turned", () => {
    const lines = [
      { ...goods, lineItemId: 1n },
      { ...goods, lineItemId: 2n, lengthMm: 25, widthMm: 25, heightMm: 5 },
    ];

    expect(summarize(lines, nowhere, "INR").largest_mm).toEqual({ length: 30, width: 25, height: 10 });
  });
});
