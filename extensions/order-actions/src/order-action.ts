import type { Api } from "@shopify/ui-extensions/admin.order-details.action.render";
import { ask } from "../../shared/ask.ts";

declare const shopify: Api;

/** The order that the admin shows. */
export function orderId(): string {
  return shopify.data.selected[0]?.id ?? "";
}

export function text(key: string): string {
  return shopify.i18n.translate(key);
}

export function close(): void {
  shopify.close();
}

/** Has the app do something with the order, as whoever is signed in. */
export async function act(path: string, body: object): Promise<void> {
  await ask({ token: () => shopify.auth.idToken() }, path, (shop) => ({ shop_domain: shop, ...body }));
}
