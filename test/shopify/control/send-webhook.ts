import { BadRequest } from "../http/request.ts";
import { newUuid } from "../model/ids.ts";
import { type World } from "../state/world.ts";
import { readAppConfig } from "../webhooks/app-config.ts";
import { signBody, webhookHeaders } from "../webhooks/sign.ts";
import { type Input } from "./input.ts";

const headerNames: Record<string, string> = {
  topic: "X-Shopify-Topic",
  hmac: "X-Shopify-Hmac-Sha256",
  shop: "X-Shopify-Shop-Domain",
  apiVersion: "X-Shopify-API-Version",
  webhookId: "X-Shopify-Webhook-Id",
  eventId: "X-Shopify-Event-Id",
  triggeredAt: "X-Shopify-Triggered-At",
};

/** Sends any body as a signed webhook, some copies of it at once and without retries, and tells what came back. */
export async function sendWebhook(world: World, input: Input) {
  const topic = input.required("topic");
  const shop = input.required("shop");
  const raw = input.text("raw");
  const payload = input.raw("payload");
  if (raw === undefined && payload === undefined) throw new BadRequest("'payload' (any JSON) or 'raw' (the body as it is to be sent) is missing.");
  const body = raw ?? (typeof payload === "string" ? payload : JSON.stringify(payload));
  const hmac = signBody(body, world.options.apiSecret);
  const headers = webhookHeaders({
    topic,
    shop: shop.includes(".") ? shop : `${shop}.myshopify.com`,
    apiVersion: input.text("apiVersion") ?? "2026-10",
    webhookId: input.text("webhookId") ?? newUuid(),
    eventId: input.text("eventId") ?? newUuid(),
    triggeredAt: input.text("triggeredAt") ?? new Date().toISOString(),
    hmac: input.flag("badHmac") ? signBody(`${body} `, world.options.apiSecret) : hmac,
  });
  const omit = input.raw("omit");
  for (const name of Array.isArray(omit) ? omit : []) delete headers[headerNames[String(name)] ?? String(name)];

  const address = input.text("address") ?? addressOf(world, topic);
  const copies = input.number("copies") ?? 1;
  return { deliveries: await Promise.all(Array.from({ length: copies }, () => post(address, headers, body))) };
}

/** Where the app wants the topic; the first subscription of all for one that it did not subscribe to. */
function addressOf({ options: { appToml, appUrl } }: World, topic: string): string {
  const { subscriptions } = readAppConfig(appToml);
  const uri = (subscriptions.find(({ topics }) => topics.includes(topic)) ?? subscriptions[0])?.uri ?? "/webhooks";
  return new URL(uri, appUrl).href;
}

async function post(address: string, headers: Record<string, string>, body: string) {
  const began = performance.now();
  try {
    const response = await fetch(address, { method: "POST", headers, body, redirect: "manual", signal: AbortSignal.timeout(30_000) });
    const answer = await response.text();
    return { status: response.status, ms: Math.round(performance.now() - began), body: answer };
  } catch (error) {
    const cause = error instanceof Error ? (error.cause ?? error) : error;
    return { status: 0, ms: Math.round(performance.now() - began), error: cause instanceof Error ? cause.message : String(cause) };
  }
}
