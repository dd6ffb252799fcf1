import { existsSync } from "node:fs";
import { join, resolve } from "node:path";

const folder = resolve(process.env.SHARED_DIR ?? join(import.meta.dirname, "../../../../shared"));

/** A folder of recorded Shopify material that is not part of this repository; undefined, with a word about it, where it is missing. */
export function sharedMaterial(path: string): string | undefined {
  const found = join(folder, path);
  if (existsSync(found)) return found;
  console.warn(`Skipped: there is no recorded Shopify material at ${found} (set SHARED_DIR).`);
  return undefined;
}
