import { type Shop } from "../model/shop.ts";
import { html } from "./html.ts";

const tones: Record<string, string> = {
  PAID: "good", FULFILLED: "good", SUCCESS: "good", CLOSED: "good", RETURNED: "good", DELIVERED: "good",
  PENDING: "warn", AUTHORIZED: "warn", PARTIALLY_PAID: "warn", PARTIALLY_FULFILLED: "warn", ON_HOLD: "warn", RETURN_REQUESTED: "warn", REQUESTED: "warn", UNFULFILLED: "warn",
  VOIDED: "bad", REFUNDED: "bad", CANCELLED: "bad", CANCELED: "bad", DECLINED: "bad", FAILURE: "bad",
};

/** A status as a small coloured word. */
export function badge(status: string | null) {
  if (status === null) return html``;
  const words = status.toLowerCase().replaceAll("_", " ");
  return html`<span class="badge ${tones[status] ?? ""}">${words[0]?.toUpperCase()}${words.slice(1)}</span>`;
}

/** A moment as people of the shop read it. */
export function when(instant: string | null, { timeZone }: Shop) {
  if (instant === null) return html``;
  const shown = new Intl.DateTimeFormat("en-GB", { timeZone, dateStyle: "medium", timeStyle: "short" }).format(new Date(instant));
  return html`<time datetime="${instant}">${shown}</time>`;
}
