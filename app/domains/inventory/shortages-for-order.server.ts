import type { Ctx } from "#app/platform/ctx.ts";

export interface Shortage {
  sku: string | null;
  /** How many units are missing. */
  missing: number;
}

/** What an order needs and is neither set aside for it nor in stock. To come with the inventory domain; until then nothing is missing. */
export async function shortagesForOrder(_ctx: Ctx, _orderId: bigint): Promise<Shortage[]> {
  return [];
}
