import { Big } from "big.js";
import { z } from "zod";
import { DomainError } from "#app/platform/errors.ts";

/** The largest number that a Shopify id can be. */
export const largestId = 2n ** 63n - 1n;

/** A numeric Shopify id, whatever its size: a number, or digits. */
export const ShopifyId = z.union([z.number(), z.string().regex(/^\d{1,40}(\.\d+)?(e\+?\d{1,2})?$/i)]).transform((id, issue) => {
  const exact = new Big(id);
  if (exact.gte(0) && exact.lte(largestId.toString()) && exact.eq(exact.round())) return BigInt(exact.toFixed());
  issue.addIssue({ code: "custom", message: "is not an id" });
  return z.NEVER;
});

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

/** The number of a GID that Shopify has said is of the given type. Throws `invalid` UNREADABLE_ID when it is not: trying again does not help. */
export function idOf(type: string, gid: string): bigint {
  const id = fromGid(type, gid);
  if (id === undefined) throw new DomainError("invalid", "UNREADABLE_ID", { message: `Shopify named '${gid}' where the ID of a ${type} was expected.` });
  return id;
}
