/** A place in the list: rows from an offset on, or rows after a certain order. */
export type Cursor = { kind: "offset"; offset: number } | { kind: "order"; createdAt: Date; id: bigint };

const largestOffset = 1_000_000_000;

/** `ofs:` and the offset in base 36. */
export function offsetCursor(offset: number): string {
  return `ofs:${offset.toString(36)}`;
}

/** The form of Shopify's own order cursors, sorted by creation: base64 of the last order's id and time. */
export function shopifyCursor(id: bigint, createdAt: Date): string {
  const lastValue = createdAt.toISOString().replace("T", " ").replace("Z", "000");
  return Buffer.from(`{"last_id":${id},"last_value":"${lastValue}"}`).toString("base64");
}

/** The place that a cursor names, or undefined when it names none. */
export function parseCursor(cursor: string): Cursor | undefined {
  const [, base36] = /^ofs:([0-9a-z]{1,8})$/.exec(cursor) ?? [];
  if (base36 !== undefined) {
    const offset = Number.parseInt(base36, 36);
    return offset <= largestOffset ? { kind: "offset", offset } : undefined;
  }
  return parseShopifyCursor(cursor);
}

function parseShopifyCursor(cursor: string): Cursor | undefined {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(cursor)) return undefined;
  const text = Buffer.from(cursor, "base64").toString("utf8");
  const [, id] = /"last_id":"?(\d{1,19})/.exec(text) ?? [];
  const [, value] = /"last_value":"([^"]+)"/.exec(text) ?? [];
  if (!id || !value) return undefined;
  const createdAt = new Date(`${value.replace(" ", "T").replace(/(\.\d{3})\d*$/, "$1")}Z`);
  return Number.isNaN(createdAt.getTime()) ? undefined : { kind: "order", createdAt, id: BigInt(id) };
}
