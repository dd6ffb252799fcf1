import type { Tx } from "#app/platform/ctx.ts";

export { type Shortage, shortagesForOrder } from "./shortages-for-order.server.ts";

/** Reserves what an order needs. To come with the inventory domain; until then nothing is kept aside. */
export async function reserveForOrder(_tx: Tx, _orderId: bigint): Promise<void> {}

/** Gives back what was reserved for an order. */
export async function releaseForOrder(_tx: Tx, _orderId: bigint): Promise<void> {}

/** Turns what was reserved for an order into goods that have left. */
export async function commitForOrder(_tx: Tx, _orderId: bigint): Promise<void> {}
