import { expect, test } from "vitest";
import { catalogue, t } from "./text.ts";

const texts = catalogue({ plain: "Orders", named: "{who} assigned {order}", counted: { one: "{count} order", other: "{count} orders" } });

test("fills values in", () => {
  expect(t(texts.plain)).toBe("Orders");
  expect(t(texts.named, { who: "Asha", order: "#1001" })).toBe("Asha assigned #1001");
});

test("picks the form that a number needs, and groups its digits", () => {
  expect(t(texts.counted, { count: 1 })).toBe("1 order");
  expect(t(texts.counted, { count: 0 })).toBe("0 orders");
  expect(t(texts.counted, { count: 1234 })).toBe("1,234 orders");
});
