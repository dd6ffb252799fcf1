import { z } from "zod";

/** A weight as the Admin API gives it. */
export const Weight = z.object({ unit: z.enum(["GRAMS", "KILOGRAMS", "OUNCES", "POUNDS"]), value: z.number() });
export type Weight = z.infer<typeof Weight>;

const gramsPer: Record<Weight["unit"], number> = { GRAMS: 1, KILOGRAMS: 1_000, OUNCES: 28.349523125, POUNDS: 453.59237 };

/** A weight in grams, with their fractions. */
export function gramsOf({ unit, value }: Weight): number {
  return value * gramsPer[unit];
}
