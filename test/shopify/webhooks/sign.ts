import { createHmac } from "node:crypto";

/** What `X-Shopify-Hmac-Sha256` carries for a body, byte for byte. */
export function signBody(body: string | Uint8Array, secret: string): string {
  return createHmac("sha256", secret).update(body).digest("base64");
}

export interface WebhookHeaders {
  topic: string;
  shop: string;
  apiVersion: string;
  webhookId: string;
  eventId: string;
  triggeredAt: string;
  hmac: string;
  name?: string | null;
}

export function webhookHeaders({ topic, shop, apiVersion, webhookId, eventId, triggeredAt, hmac, name }: WebhookHeaders): Record<string, string> {
  return {
    "Content-Type": "application/json",
    "User-Agent": "Shopify-Captain-Hook",
    "X-Shopify-Topic": topic,
    "X-Shopify-Hmac-Sha256": hmac,
    "X-Shopify-Shop-Domain": shop,
    "X-Shopify-API-Version": apiVersion,
    "X-Shopify-Webhook-Id": webhookId,
    "X-Shopify-Event-Id": eventId,
    "X-Shopify-Triggered-At": triggeredAt,
    ...(name ? { "X-Shopify-Name": name } : {}),
  };
}
