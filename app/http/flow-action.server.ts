import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { getShop } from "#app/domains/shops/index.server.ts";
import { type Actor, contextFor, type Ctx, type Database } from "#app/platform/ctx.ts";
import { DomainError } from "#app/platform/errors.ts";
import { jsonOf, oneMebibyte, readBytes } from "./body.server.ts";
import { correlationId } from "./correlation.ts";
import { send } from "./dispatch.server.ts";
import { Reply } from "./endpoint.ts";
import { errorReply } from "./error-response.server.ts";
import { onceFor } from "./idempotency.server.ts";
import { parseBody } from "./input.ts";
import { isSigned } from "./signature.ts";

/** A step of a merchant's workflow in Shopify Flow that this app carries out. */
export interface FlowAction {
  run: (ctx: Ctx, properties: unknown) => Promise<unknown>;
}

/** Declares a Flow action: the fields of its extension, and the one use case that it calls. */
export function flowAction<Properties>(properties: z.ZodType<Properties>, run: (ctx: Ctx, properties: Properties) => Promise<unknown>): FlowAction {
  return { run: (ctx, given) => run(ctx, parseBody(properties, given)) };
}

/** The actor of what a workflow does. */
const flowActor: Actor = { kind: "system", id: "flow", label: "Shopify Flow", role: "operator" };

const Request = z.object({ shopify_domain: z.string(), action_run_id: z.string().min(1).max(255), properties: z.record(z.string(), z.unknown()).default({}) });

export interface FlowOptions {
  database: Database;
  secrets: readonly string[];
  now: () => Date;
}

/**
 * Carries out a Flow action: once for each run of the workflow, however often Flow asks. The signature is that of webhooks.
 * https://shopify.dev/docs/apps/build/flow/actions/endpoints
 */
export async function answerFlow({ database, secrets, now }: FlowOptions, path: string, action: FlowAction, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const correlation = correlationId(request.headers["x-correlation-id"]);
  try {
    if (request.method !== "POST") throw new DomainError("method_not_allowed", "METHOD_NOT_ALLOWED", { message: "Use POST here.", allow: "POST" });
    const bytes = await readBytes(request, oneMebibyte);
    if (!isSigned(bytes, headerOf(request), secrets)) throw new DomainError("unauthenticated", "INVALID_HMAC", { message: "The signature does not fit the body." });
    const { shopify_domain: shop, action_run_id: runId, properties } = parseBody(Request, jsonOf(bytes));
    const ctx = contextFor(database, shop.toLowerCase(), flowActor, correlation, now());
    await getShop(ctx);
    send(response, await onceFor(ctx, `POST ${path}`, runId, properties, async (tx) => new Reply({ return_value: await action.run(tx, properties) })), correlation);
  } catch (error) {
    send(response, errorReply(error, "problem", correlation), correlation);
  }
}

function headerOf({ headers }: IncomingMessage): string | undefined {
  const value = headers["x-shopify-hmac-sha256"];
  return Array.isArray(value) ? value[0] : value;
}
