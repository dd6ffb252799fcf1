import { isRecord } from "#app/platform/records.ts";

export const redacted = "[redacted]";

/** Text under such a name is an identifier or a word of the app's own, and nobody's name or address. */
const harmless = /^(?!.*(?:zip|postal))(?:.*[a-z_])?(id|ids|Id|Ids|type|state|State|status|Status|code|Code|version|attempt|amount|timestamp|At|_at|kind|sku|topic|subject)$/;

/** A document without what may be a customer's: of its text only what stands under a harmless name is left. */
export function redact(value: unknown, name = ""): unknown {
  if (typeof value === "string") return harmless.test(name) ? redactText(value) : redacted;
  if (Array.isArray(value)) return value.map((item) => redact(item, name));
  if (isRecord(value)) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, redact(item, key)]));
  return value;
}

const email = /[^\s<>"'`,;:()]+@[^\s<>"'`,;:()]+/g;
const phone = /\+\d[\d ().-]{6,}\d/g;

/** A message without the email addresses and telephone numbers in it. */
export function redactText(text: string): string {
  return text.replace(email, redacted).replace(phone, redacted);
}
