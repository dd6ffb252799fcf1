import { createHmac } from "node:crypto";
import { type Answer, demoShop, type TestApp } from "./app.ts";

/** Delivers a webhook to the app's intake as Shopify does, signed; headers and the address's query can be others. */
export async function deliverWebhook(app: TestApp, topic: string, body: string, headers: Record<string, string> = {}, query = ""): Promise<Answer> {
  const response = await fetch(`${app.url}/webhooks${query}`, {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      "X-Shopify-Topic": topic,
      "X-Shopify-Shop-Domain": demoShop,
      "X-Shopify-Webhook-Id": crypto.randomUUID(),
      "X-Shopify-Hmac-Sha256": createHmac("sha256", "local-api-secret").update(body).digest("base64"),
      ...headers,
    },
    body,
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}
