import { z } from "zod";

/** The answer of an action under /sync: what each order has become. (Contract, section 3.) */
export function updated<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.object({ success: z.literal(true), message: z.string().optional(), updatedOrders: z.array(z.object({ id: z.string(), ...shape })) });
}
