import { z } from "zod";
import { whyNoAnswer } from "../no-answer.ts";
import { type AdminAnswer, type AdminApi, AdminApiError, type AdminCost, type AdminOperation } from "./admin-api.ts";
import { shopifyConnection, shopifyFetch } from "./connection.server.ts";

const timeoutMs = 20_000;

const Cost = z.object({
  requestedQueryCost: z.number(),
  actualQueryCost: z.number().nullish(),
  throttleStatus: z.object({ maximumAvailable: z.number(), currentlyAvailable: z.number(), restoreRate: z.number() }),
});
const GraphqlErrors = z.array(z.object({ message: z.string(), extensions: z.object({ code: z.string().optional() }).nullish() }));
const Envelope = z.object({ data: z.unknown().optional(), errors: z.union([z.string(), GraphqlErrors]).nullish(), extensions: z.object({ cost: Cost.optional() }).nullish() });

/** The Admin API of a shop, with an access token. Nothing is tried again here: who calls knows whether that is safe. */
export function adminClient(shop: string, accessToken: string): AdminApi {
  return {
    run: async <Data, Variables>(operation: AdminOperation<Data, Variables>, variables: Variables): Promise<AdminAnswer<Data>> => {
      const response = await send(shop, accessToken, operation, variables);
      const envelope = await readEnvelope(response, operation.name);
      const cost = envelope.extensions?.cost ? costOf(envelope.extensions.cost) : undefined;
      refuseErrors(envelope.errors, operation.name, cost);
      return { data: trust<Data>(envelope.data), cost };
    },
  };
}

async function send<Data, Variables>(shop: string, accessToken: string, operation: AdminOperation<Data, Variables>, variables: Variables): Promise<Response> {
  const { apiVersion } = shopifyConnection();
  try {
    return await shopifyFetch(`https://${shop}/admin/api/${apiVersion}/graphql.json`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Shopify-Access-Token": accessToken },
      body: JSON.stringify({ query: operation.text, variables, operationName: operation.name }),
      signal: AbortSignal.timeout(timeoutMs),
      redirect: "manual",
    });
  } catch (cause) {
    throw new AdminApiError("transient", `Shopify did not answer ${operation.name}: ${whyNoAnswer(cause)}.`, { cause });
  }
}

async function readEnvelope(response: Response, name: string): Promise<z.infer<typeof Envelope>> {
  const retryAfterMs = Number(response.headers.get("Retry-After") ?? 0) * 1000;
  if (response.status === 401) throw new AdminApiError("unauthorized", `Shopify refused the access token at ${name}.`);
  if (response.status === 429) throw new AdminApiError("throttled", `Shopify asked to slow down at ${name}.`, { retryAfterMs: retryAfterMs || 2_000 });
  if (response.status >= 500) throw new AdminApiError("transient", `Shopify answered ${response.status} to ${name}.`, { retryAfterMs });
  if (!response.ok) throw new AdminApiError("permanent", `Shopify answered ${response.status} to ${name}.`);
  try {
    return Envelope.parse(await response.json());
  } catch (cause) {
    throw new AdminApiError("transient", `Shopify's answer to ${name} was cut off or not JSON.`, { cause });
  }
}

function refuseErrors(errors: z.infer<typeof Envelope>["errors"], name: string, cost: AdminCost | undefined): void {
  if (!errors || errors.length === 0) return;
  if (typeof errors === "string") throw new AdminApiError("permanent", `${name}: ${errors}`);
  const codes = errors.map(({ extensions }) => extensions?.code);
  const message = `${name}: ${errors.map((error) => error.message).join("; ")}`;
  if (codes.includes("THROTTLED")) throw new AdminApiError("throttled", message, { retryAfterMs: cost ? waitFor(cost) : 1_000, cost });
  if (codes.includes("INTERNAL_SERVER_ERROR")) throw new AdminApiError("transient", message);
  throw new AdminApiError("permanent", message, { code: codes.find((code) => code !== undefined) });
}

/** How long until the bucket holds what a query asks for. */
export function waitFor({ requested, available, restoreRate }: AdminCost): number {
  return Math.max(0, Math.ceil(((requested - available) / restoreRate) * 1000));
}

function costOf({ requestedQueryCost, actualQueryCost, throttleStatus }: z.infer<typeof Cost>): AdminCost {
  return {
    requested: requestedQueryCost,
    actual: actualQueryCost ?? requestedQueryCost,
    available: throttleStatus.currentlyAvailable,
    maximum: throttleStatus.maximumAvailable,
    restoreRate: throttleStatus.restoreRate,
  };
}

/** The answer to a document that was validated against Shopify's schema has the type that the schema gives it. */
function trust<Data>(data: unknown): Data {
  return z.custom<Data>(() => true).parse(data);
}
