import { z } from "zod";

/** A numeric Shopify id, whatever its size: a number, or digits. */
export const ShopifyId = z.union([z.number(), z.string().regex(/^\d+(\.\d+)?(e\+?\d+)?$/i)]).transform((id) => (typeof id === "string" && /^\d+$/.test(id) ? BigInt(id) : BigInt(Number(id))));

/** `gid://shopify/Order/5678` for an id of a type. */
export function toGid(type: string, id: bigint): string {
  return `gid://shopify/${type}/${id}`;
}

const pattern = /^gid:\/\/shopify\/(\w+)\/(\d{1,19})(\?.*)?$/;

/** The number of a GID of the given type, or undefined when it is not one. */
export function fromGid(type: string, gid: string): bigint | undefined {
  const [, found, id] = pattern.exec(gid) ?? [];
  return found === type && id !== undefined ? BigInt(id) : undefined;
}
