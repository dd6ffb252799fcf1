import { createHash } from "node:crypto";
import { type World } from "../state/world.ts";

/** The number that Shopify would know the app by. */
export function appNumber({ options: { apiKey } }: World): number {
  return 300_000_000_000 + (createHash("sha256").update(apiKey).digest().readUInt32BE(0) % 1_000_000_000);
}

/** A namespace as it is stored: `$app`, or none, is the one that is reserved for the app. */
export function namespaceOf(namespace: string | null | undefined, world: World): string {
  if (!namespace || namespace === "$app") return `app--${appNumber(world)}`;
  return namespace.startsWith("$app:") ? `app--${appNumber(world)}--${namespace.slice(5)}` : namespace;
}
