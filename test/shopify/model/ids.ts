import { randomUUID } from "node:crypto";

/** A Shopify global id, such as `gid://shopify/Order/5678`. */
export type Gid = string;

const shape = /^gid:\/\/shopify\/([A-Za-z]+)\/([^?]+)(\?.*)?$/;

export function toGid(type: string, id: number | string): Gid {
  return `gid://shopify/${type}/${id}`;
}

/** The type that a global id names, or undefined when it is no global id. */
export function typeOfGid(gid: string): string | undefined {
  return shape.exec(gid)?.[1];
}

/** The digits of a global id, as REST bodies and `legacyResourceId` carry them. Throws when it is no global id. */
export function legacyId(gid: Gid): string {
  const id = shape.exec(gid)?.[2];
  if (id === undefined) throw new TypeError(`not a global id: ${gid}`);
  return id;
}

/** The same as a number, which every id that this shop hands out fits in. */
export function numericId(gid: Gid): number {
  return Number(legacyId(gid));
}

export function newUuid(): string {
  return randomUUID();
}
