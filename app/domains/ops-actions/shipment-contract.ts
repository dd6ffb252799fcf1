import { Big } from "big.js";
import { toMoney } from "#app/platform/money.ts";

/** One kind of goods that is to be sent, with what is known of it. */
export interface GoodsLine {
  lineItemId: bigint;
  sku: string | null;
  title: string;
  quantity: number;
  price: string;
  grams: number | null;
  lengthMm: number | null;
  widthMm: number | null;
  heightMm: number | null;
  hazmat: string | null;
}

/** Where they go, as far as a carrier's price and rules depend on it. No name and no street: contracts are kept for good. */
export interface Destination {
  country_code: string | null;
  province_code: string | null;
  city: string | null;
  zip: string | null;
}

/** What a carrier has to know of an order's goods. */
export type ShipmentContract = ReturnType<typeof summarize>;

/** Summarises goods and destination. The same facts give the same summary, in whatever order the lines come. */
export function summarize(lines: readonly GoodsLine[], destination: Destination, currencyCode: string) {
  const items = [...lines].sort((a, b) => (a.lineItemId < b.lineItemId ? -1 : 1));
  const total = (of: (line: GoodsLine) => number) => items.reduce((sum, line) => sum + of(line) * line.quantity, 0);
  const value = items.reduce((sum, { price, quantity }) => sum.plus(new Big(price).times(quantity)), new Big(0));
  return {
    items: items.map((line) => ({ line_item_id: line.lineItemId.toString(), sku: line.sku, quantity: line.quantity, grams: line.grams, dimensions_mm: dimensionsOf(line), hazmat: line.hazmat, unit_value: toMoney(line.price, currencyCode).amount })),
    quantity: total(() => 1),
    weight_grams: total(({ grams }) => grams ?? 0),
    /** The longest of each side: the smallest box that takes the largest of the goods. */
    largest_mm: largestOf(items),
    volume_mm3: total((line) => volumeOf(line)),
    value: toMoney(value.toFixed(), currencyCode),
    hazmat: [...new Set(items.flatMap(({ hazmat }) => hazmat ?? []))].sort(),
    destination,
    /** What has still to be said of the product, for the summary to be whole. */
    missing: items.flatMap((line) => missingOf(line)),
  };
}

function dimensionsOf({ lengthMm, widthMm, heightMm }: GoodsLine) {
  if (lengthMm === null || widthMm === null || heightMm === null) return null;
  return { length: lengthMm, width: widthMm, height: heightMm };
}

function volumeOf(line: GoodsLine): number {
  const sides = dimensionsOf(line);
  return sides ? sides.length * sides.width * sides.height : 0;
}

function largestOf(items: readonly GoodsLine[]) {
  // Sides are compared longest with longest, since goods can be turned.
  const turned = items.flatMap((line) => {
    const sides = dimensionsOf(line);
    return sides ? [[sides.length, sides.width, sides.height].sort((a, b) => b - a)] : [];
  });
  if (turned.length === 0) return null;
  const [length = 0, width = 0, height = 0] = [0, 1, 2].map((side) => Math.max(...turned.map((sides) => sides[side] ?? 0)));
  return { length, width, height };
}

function missingOf(line: GoodsLine) {
  const facts = [...(line.grams === null ? ["weight"] : []), ...(dimensionsOf(line) ? [] : ["dimensions"])];
  return facts.map((fact) => ({ line_item_id: line.lineItemId.toString(), sku: line.sku, title: line.title, fact }));
}
