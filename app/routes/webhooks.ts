import type { IncomingMessage } from "node:http";
import type { Arrival, Collector } from "#app/domains/intake/index.server.ts";
import { readBytes } from "#app/http/body.server.ts";
import { Reply } from "#app/http/endpoint.ts";
import { isSigned } from "#app/http/signature.ts";
import { crashPoint } from "#app/platform/crash-point.ts";
import { DomainError } from "#app/platform/errors.ts";

const maxBytes = 8 * 1024 * 1024;
const complianceTopics = new Set(["customers/data_request", "customers/redact", "shop/redact"]);

export interface WebhookOptions {
  collect: Collector;
  /** The app's secret, and the one before it while a rotation is under way. */
  secrets: readonly string[];
}

/**
 * POST /webhooks: every Shopify topic. Answers 200 only when the arrival is durable; the worker processes it afterwards.
 * https://shopify.dev/docs/apps/build/webhooks/subscribe/https
 */
export async function receiveWebhook({ collect, secrets }: WebhookOptions, request: IncomingMessage, correlation: string): Promise<Reply> {
  if (request.method !== "POST") throw new DomainError("method_not_allowed", "METHOD_NOT_ALLOWED", { message: "Use POST here.", allow: "POST" });
  const body = await readBytes(request, maxBytes);
  if (!isSigned(body, header(request, "x-shopify-hmac-sha256"), secrets)) {
    throw new DomainError("unauthenticated", "INVALID_HMAC", { message: "The signature does not fit the body." });
  }
  const arrival = arrivalOf(request, body, correlation);
  crashPoint("webhook.verified");
  const receipt = await collect(arrival);
  if (!receipt) throw new DomainError("not_found", "SHOP_NOT_INSTALLED", { message: "This shop has not installed the app." });
  return new Reply({ received: true, raw_id: receipt.rawId, duplicate: receipt.duplicate });
}

function arrivalOf(request: IncomingMessage, body: Buffer, correlation: string): Arrival {
  const topic = required(request, "X-Shopify-Topic").toLowerCase();
  const triggeredAt = new Date(header(request, "x-shopify-triggered-at") ?? "");
  return {
    shop: required(request, "X-Shopify-Shop-Domain").toLowerCase(),
    source: "shopify",
    topic,
    deliveryId: required(request, "X-Shopify-Webhook-Id"),
    eventGroup: usable("X-Shopify-Event-Id", header(request, "x-shopify-event-id")),
    headers: keptHeaders(request),
    body,
    triggeredAt: Number.isNaN(triggeredAt.getTime()) ? undefined : triggeredAt,
    correlationId: correlation,
    always: complianceTopics.has(topic),
  };
}

function keptHeaders({ headers }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).flatMap(([name, value]) => (name.startsWith("x-shopify-") && name !== "x-shopify-hmac-sha256" ? [[name, String(value)]] : [])));
}

function required(request: IncomingMessage, name: string): string {
  const value = usable(name, header(request, name.toLowerCase()));
  if (value === undefined) throw new DomainError("malformed", "MISSING_HEADER", { message: `The header ${name} is missing.` });
  return value;
}

const longest = 255;

/** Refuses what is too long for the name of anything, and for an index of the database. */
function usable(name: string, value: string | undefined): string | undefined {
  if (value !== undefined && value.length > longest) throw new DomainError("malformed", "HEADER_TOO_LONG", { message: `The header ${name} is longer than ${longest} characters.` });
  return value;
}

function header({ headers }: IncomingMessage, name: string): string | undefined {
  const value = headers[name];
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}
