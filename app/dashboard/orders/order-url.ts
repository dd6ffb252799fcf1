/** The number at the end of a GID, such as `gid://shopify/Order/1001`. */
export function numberOf(gid: string): string {
  return gid.split("/").at(-1) ?? gid;
}

/** The page of an order. */
export function orderUrl(gid: string): string {
  return `/app/orders/${numberOf(gid)}`;
}
