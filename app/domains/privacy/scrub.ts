import { isRecord } from "#app/platform/json.ts";

/** What stands where personal data stood within a text. */
export const redacted = "[redacted]";

/** Whatever is under these names is about a person, as a whole. */
const personal = new Set([
  "customer", "billing_address", "shipping_address", "default_address", "client_details", "destination", "origin_address", "email", "contact_email", "phone", "first_name", "last_name", "customer_name",
  "address1", "address2", "zip", "city", "latitude", "longitude", "company", "note", "note_attributes", "browser_ip", "user_agent", "order_status_url", "landing_site", "landing_site_ref",
  "referring_site", "token", "cart_token", "checkout_token", "device_id", "payment_details", "receipt", "shippingAddress", "customerName", "customerNote", "customer_note", "recipient", "properties",
]);

/** The same names where they are of use to recognise the person elsewhere, in free text. */
const telling = new Set(["email", "contact_email", "phone", "first_name", "last_name", "name", "address1", "address2", "company", "customer_name", "displayName"]);

const shortest = 4;

/** A document without what is about a person: by the names of its parts, and by what is known of the person. */
export function scrub(value: unknown, known: readonly string[]): unknown {
  if (typeof value === "string") return scrubText(value, known);
  if (Array.isArray(value)) return value.map((item) => scrub(item, known));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, personal.has(key) ? null : scrub(item, known)]));
}

/** A text without what is known of a person. A mere word, which may be a name and much else, goes from sentences alone. */
export function scrubText(text: string, known: readonly string[]): string {
  const sentence = /\s/.test(text);
  return known.reduce((left, value) => (sentence || !/^\p{L}+$/u.test(value) ? left.replaceAll(new RegExp(escaped(value), "giu"), redacted) : left), text);
}

/** What a document says of the person that it is about: names, addresses and the like, the longest first. */
export function tellingValues(value: unknown): string[] {
  return [...new Set(gather(value, false))].sort((a, b) => b.length - a.length);
}

function gather(value: unknown, within: boolean): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => gather(item, within));
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    const inside = within || personal.has(key);
    // A name is a person's only within what is about a person: products and shops have names too.
    if (typeof item === "string" && telling.has(key) && (inside || key !== "name") && item.trim().length >= shortest) return [item.trim()];
    return gather(item, inside);
  });
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
