import { expect, test } from "vitest";
import { logisticsOf } from "./logistics.ts";

const field = (key: string, value: string) => ({ key, value });

test("reads weights and measures in whatever unit they are given", () => {
  const read = logisticsOf({ unit: "POUNDS", value: 2 }, [field("length", '{"value": 30.0, "unit": "cm"}'), field("width", '{"value": 2, "unit": "INCHES"}'), field("height", "45"), field("hazmat", " UN3481 ")]);

  expect(read).toEqual({ grams: 907, lengthMm: 300, widthMm: 51, heightMm: 45, hazmat: "UN3481" });
});

test.each(["", "far", '{"value": -3, "unit": "cm"}', '{"value": 3, "unit": "parsec"}', "1e12", "null"])("takes %j for a length that nobody has said", (value) => {
  expect(logisticsOf(null, [field("length", value)])).toMatchObject({ grams: null, lengthMm: null });
});

test.each(["no", "None", "false", ""])("takes %j for harmless", (value) => {
  expect(logisticsOf(null, [field("hazmat", value)]).hazmat).toBeNull();
});
