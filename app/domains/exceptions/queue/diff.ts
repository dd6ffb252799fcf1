import { isRecord } from "#app/platform/json.ts";
import type { Difference } from "../schema.ts";

/** Times and counters that move whenever a payload is made again, and what only says who asked. */
const volatile = /(^|_)(updated_at|processed_at|triggered_at|created_at|happened_at|status_at|token|checkout_token|cart_token|client_details|browser_ip|user_agent|order_status_url|landing_site|referring_site|device_id|inventory_quantity|old_inventory_quantity)$|^(updatedAt|processedAt)$/;

/** Every leaf in which two JSON documents differ, as JSON Pointers (RFC 6901). What one of them lacks is null there. */
export function differences(first: unknown, last: unknown, path = ""): Difference[] {
  if (Object.is(first, last)) return [];
  const keys = childKeys(first, last);
  if (keys) return keys.flatMap((key) => differences(child(first, key), child(last, key), `${path}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`));
  return [{ path, first: first ?? null, last: last ?? null, volatile: isVolatile(path) }];
}

/** The names of what is inside, when both are objects or both are lists. */
function childKeys(first: unknown, last: unknown): string[] | undefined {
  if (Array.isArray(first) && Array.isArray(last)) return Array.from({ length: Math.max(first.length, last.length) }, (_, index) => String(index));
  if (isRecord(first) && isRecord(last)) return [...new Set([...Object.keys(first), ...Object.keys(last)])];
  return undefined;
}

function child(value: unknown, key: string): unknown {
  return Object.getOwnPropertyDescriptor(Object(value), key)?.value;
}

function isVolatile(path: string): boolean {
  return path.split("/").some((step) => volatile.test(step));
}
