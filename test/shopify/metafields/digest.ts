import { createHash } from "node:crypto";
import { type Metafield } from "../state/metafields-table.ts";

/** What `compareDigest` of a value is. */
export function digestOf({ value }: Pick<Metafield, "value">): string {
  return createHash("sha256").update(value).digest("hex");
}
