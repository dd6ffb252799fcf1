import type { Api } from "@shopify/ui-extensions/admin.order-index.selection-action.render";
import { ask } from "../../shared/ask.ts";

declare const shopify: Api;

/** The orders that are selected in the admin's list. */
export function orderIds(): string[] {
  return shopify.data.selected.map(({ id }) => id);
}

/** The app's API takes so many orders in one request. */
export const mostOrders = 250;

export function text(key: string, values?: Record<string, string | number>): string {
  return shopify.i18n.translate(key, values);
}

export function close(): void {
  shopify.close();
}

/** Has the app do something with the orders, as whoever is signed in. */
export function act<Answer>(path: string, body: object): Promise<Answer> {
  return ask({ token: () => shopify.auth.idToken() }, path, (shop) => ({ shop_domain: shop, orderIds: orderIds(), ...body }));
}
