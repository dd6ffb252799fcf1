import { z } from "zod";
import { gramsOf, type Weight } from "#app/platform/shopify/weight.ts";

/** How a variant is to be packed and carried; null is what nobody has said. */
export interface Logistics {
  grams: number | null;
  lengthMm: number | null;
  widthMm: number | null;
  heightMm: number | null;
  /** The class of dangerous goods, such as a UN number; null for harmless ones. */
  hazmat: string | null;
}

/** A metafield of the namespace `logistics`: `length`, `width`, `height` (Shopify's type dimension, or millimetres), `hazmat` (text). */
export const LogisticsField = z.object({ key: z.string(), value: z.string() });

const millimetresPer: Record<string, number> = { mm: 1, MILLIMETERS: 1, cm: 10, CENTIMETERS: 10, m: 1_000, METERS: 1_000, in: 25.4, INCHES: 25.4, ft: 304.8, FEET: 304.8, yd: 914.4, YARDS: 914.4 };

const Dimension = z.union([z.number(), z.object({ value: z.number(), unit: z.string() })]);

/** Whatever is written where a merchant wants to say that goods are harmless. */
const harmless = /^(|no|none|false|0)$/i;

/** What Shopify says of a variant's logistics. A measure that is no measure counts as one that nobody has said. */
export function logisticsOf(weight: Weight | null, fields: readonly z.infer<typeof LogisticsField>[]): Logistics {
  const values = new Map(fields.map(({ key, value }) => [key, value.trim()]));
  const hazmat = values.get("hazmat") ?? "";
  return {
    grams: weight ? Math.round(gramsOf(weight)) : null,
    lengthMm: millimetresOf(values.get("length")),
    widthMm: millimetresOf(values.get("width")),
    heightMm: millimetresOf(values.get("height")),
    hazmat: harmless.test(hazmat) ? null : hazmat,
  };
}

const longestMm = 1_000_000;

function millimetresOf(text: string | undefined): number | null {
  const dimension = Dimension.safeParse(parsed(text ?? ""));
  if (!dimension.success) return null;
  const { value, unit } = typeof dimension.data === "number" ? { value: dimension.data, unit: "mm" } : dimension.data;
  const length = Math.round(value * (millimetresPer[unit] ?? Number.NaN));
  return length > 0 && length <= longestMm ? length : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
