import { type IncomingMessage, type ServerResponse } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { Kind } from "graphql";
import { newUuid } from "../model/ids.ts";
import { BadRequest, forwardedShop, readJson } from "../http/request.ts";
import { type Exchange, type Route } from "../http/router.ts";
import { sendJson } from "../http/respond.ts";
import { failWith } from "../http/fail-with.ts";
import { takeFailure } from "../state/faults.ts";
import { type LoggedRequest } from "../state/request-log.ts";
import { type AccessToken } from "../state/tokens-table.ts";
import { type World } from "../state/world.ts";
import { type GraphqlAnswer, type GraphqlExecutor, type GraphqlRequest, operationOf } from "./execute.ts";
import { apiVersions } from "./schema.ts";

const unauthorized = { errors: "[API] Invalid API key or access token (unrecognized login or wrong password)" };

/** The Admin GraphQL API: the token says which shop, the path which version. */
export function adminApiRoutes(world: World, executor: GraphqlExecutor): Route[] {
  return [{ method: "POST", path: "/admin/api/:version/graphql.json", handle: (exchange) => answer(world, executor, exchange) }];
}

async function answer(world: World, executor: GraphqlExecutor, { request, response, params }: Exchange) {
  const version = params.version ?? "";
  if (!apiVersions.includes(version)) return sendJson(response, 404, { errors: "Not Found" });
  const token = authenticate(world, request);
  const shop = token && world.findShop(token.shop);
  if (!token || !shop) {
    world.requests.add({ at: new Date().toISOString(), shop: forwardedShop(request) ?? null, operation: null, fields: [], variables: null, status: 401, cost: null, errors: ["UNAUTHORIZED"], ms: 0 });
    return sendJson(response, 401, unauthorized);
  }
  const call = await readRequest(request);
  if (!call) return sendJson(response, 400, { errors: { query: "Required parameter missing or invalid" } });

  const headers = { "X-Shopify-API-Version": version, "X-Request-Id": newUuid() };
  const run = () => executor.run(shop, token, version, call);
  if (token.kind === "local") return sendJson(response, 200, await run(), headers);
  await answerApp(world, response, { shop: shop.domain, ...namesOf(executor, version, call), variables: call.variables, run, headers });
}

interface AppCall {
  shop: string;
  operation: string | null;
  fields: string[];
  variables: unknown;
  run: () => Promise<GraphqlAnswer>;
  headers: Record<string, string>;
}

/** Calls of the app are written down, and go wrong when that was asked for. */
async function answerApp({ faults, requests }: World, response: ServerResponse, { run, headers, ...call }: AppCall) {
  const names = [...(call.operation ? [call.operation] : []), ...call.fields];
  const began = performance.now();
  const log = (status: number, answer?: GraphqlAnswer, failure?: string) =>
    requests.add({ at: new Date().toISOString(), ...call, status, cost: costOf(answer), errors: failure ? [failure] : errorsOf(answer), ms: Math.round(performance.now() - began) });

  if (faults.latencyMs > 0) await pause(faults.latencyMs);
  const early = takeFailure(faults, names, "before");
  if (early) return log(await failWith(response, early, "before"), undefined, `failed on request: ${early.status}`);
  const result = await run();
  const late = takeFailure(faults, names, "after");
  if (late) return log(await failWith(response, late, "after", JSON.stringify(result)), result, `answer lost on request: ${late.status}`);
  log(200, result);
  sendJson(response, 200, result, headers);
}

/** The token of a call, unless it is unknown, has expired or belongs to another shop than the one that was called. */
function authenticate(world: World, request: IncomingMessage): AccessToken | undefined {
  const header = request.headers["x-shopify-access-token"];
  const token = typeof header === "string" ? world.tokens.find(header) : undefined;
  if (!token || (token.expiresAt !== null && token.expiresAt <= world.options.now())) return undefined;
  const called = forwardedShop(request);
  return called === undefined || called === token.shop ? token : undefined;
}

async function readRequest(request: IncomingMessage): Promise<GraphqlRequest | undefined> {
  const body = await readJson(request).catch((error: unknown) => {
    if (error instanceof BadRequest) return undefined;
    throw error;
  });
  if (!body || typeof body.query !== "string") return undefined;
  const variables = body.variables !== null && typeof body.variables === "object" ? (body.variables as Record<string, unknown>) : {};
  return { query: body.query, variables, operationName: typeof body.operationName === "string" ? body.operationName : undefined };
}

/** What a call names: its operation and the root fields in it. */
function namesOf(executor: GraphqlExecutor, version: string, { query, operationName }: GraphqlRequest): { operation: string | null; fields: string[] } {
  const { document } = executor.prepare(version, query);
  const operation = document && operationOf(document, operationName);
  const fields = operation?.selectionSet.selections.flatMap((node) => (node.kind === Kind.FIELD ? [node.name.value] : [])) ?? [];
  return { operation: operation?.name?.value ?? null, fields };
}

function costOf(answer: GraphqlAnswer | undefined): LoggedRequest["cost"] {
  const cost = answer?.extensions?.cost;
  return cost ? { requestedQueryCost: cost.requestedQueryCost, actualQueryCost: cost.actualQueryCost } : null;
}

/** The codes of top-level errors, and the messages of user errors. */
function errorsOf(answer: GraphqlAnswer | undefined): string[] {
  const top = answer?.errors?.map(({ message, extensions }) => String(extensions?.code ?? message)) ?? [];
  const data = answer?.data !== null && typeof answer?.data === "object" ? Object.values(answer.data) : [];
  const user = data.flatMap((payload: unknown) => {
    const errors = payload !== null && typeof payload === "object" && "userErrors" in payload ? payload.userErrors : [];
    return Array.isArray(errors) ? errors.map(({ code, message }: { code?: string; message?: string }) => message ?? code ?? "user error") : [];
  });
  return [...top, ...user];
}

