import { z } from "zod";
import { permissions } from "#app/platform/permissions.ts";
import { type Endpoint, type Resource, type StreamEndpoint, takesNoBody } from "./endpoint.ts";

type Json = z.core.JSONSchema.BaseSchema;
type Operation = Record<string, unknown>;

/**
 * The API as an OpenAPI 3.1 document, made of the very schemas that requests are checked by. Answers may have more than it
 * names: clients have to allow for that. https://spec.openapis.org/oas/v3.1.1
 */
export function openApiDocument(resources: Record<string, Resource>): Record<string, unknown> {
  const paths: Record<string, Record<string, Operation>> = {};
  for (const [path, resource] of Object.entries(resources)) {
    const address = path.replace(/:(\w+)/g, "{$1}");
    paths[address] = Object.fromEntries(Object.entries(resource).map(([method, target]) => [method.toLowerCase(), operation(method, path, target)]));
  }
  return {
    openapi: "3.1.1",
    info: { title: "Orders Dashboard for Shopify", version: "1.2.0", description: about, license: { name: "MIT", identifier: "MIT" } },
    servers: [{ url: "/" }],
    security: [{ bearer: [] }],
    paths,
    components: {
      securitySchemes: { bearer: { type: "http", scheme: "bearer", description: "A Shopify session token, or an API key of the app. With a key, `X-On-Behalf-Of: <id>;<name>` (percent-encoded) says for which member of staff its holder asks: they are named on record beside the key, and `mine` is theirs." } },
      schemas: { SyncError: answer(SyncError), Problem: answer(Problem) },
    },
  };
}

const about =
  "Times are ISO 8601 in UTC with milliseconds. Money is an object of a decimal string and a currency code. An order is named by its GID, its Shopify id, its name (#1001) or its number. " +
  `What a caller may do depends on its role: ${permissions.join(", ")}.`;

const FieldError = z.object({ path: z.string(), message: z.string() });
/** Under /sync. */
const SyncError = z.looseObject({ success: z.literal(false), message: z.string(), updatedOrders: z.array(z.unknown()), errors: z.array(FieldError) });
/** RFC 9457, everywhere else. */
const Problem = z.looseObject({ type: z.string(), title: z.string(), status: z.number().int(), detail: z.string(), code: z.string(), errors: z.array(FieldError).optional(), correlation_id: z.string() });

function operation(method: string, path: string, target: Endpoint | StreamEndpoint): Operation {
  const status = String(target.status ?? 200);
  const streams = "stream" in target ? { "text/event-stream": { schema: { type: "string" } } } : {};
  const otherForm = target.alsoAs ? { [target.alsoAs]: { schema: { type: "string" } } } : {};
  const success = { description: "Done.", headers, content: { "application/json": { schema: answer(target.response) }, ...otherForm, ...streams } };
  const [type, schema] = target.family === "sync" ? ["application/json", "SyncError"] : ["application/problem+json", "Problem"];
  return {
    operationId: operationId(method, path),
    summary: target.summary,
    description: `Needs the permission ${target.permission}.`,
    tags: [tagOf(path)],
    parameters: [...pathParameters(path), ...queryParameters(target.query), ...(method === "POST" && !target.ignoresIdempotencyKey ? [idempotencyKey] : [])],
    ...(target.body ? { requestBody: { required: !takesNoBody(target), content: { "application/json": { schema: input(target.body) } } } } : {}),
    responses: { [status]: success, default: { description: "Refused; nothing has changed.", headers, content: { [type]: { schema: { $ref: `#/components/schemas/${schema}` } } } } },
  };
}

const headers = { "X-Correlation-Id": { schema: { type: "string" }, description: "Names the request in every record and log line that it caused." } };

const idempotencyKey = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  schema: { type: "string", minLength: 1, maxLength: 255 },
  description: "The same key and body again: the same answer, and no second effect. Kept for 24 hours.",
};

function pathParameters(path: string): Operation[] {
  return [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({ name, in: "path", required: true, schema: { type: "string" } }));
}

function queryParameters(query: z.ZodType | undefined): Operation[] {
  const { properties = {}, required = [] } = query ? input(query) : {};
  return Object.entries(properties).map(([name, schema]) => ({ name, in: "query", required: required.includes(name), schema }));
}

/** `POST /sync/orders/:order/notes` is `postSyncOrdersOrderNotes`. */
function operationId(method: string, path: string): string {
  const words = path.split(/[^a-zA-Z0-9]+/).filter(Boolean);
  return method.toLowerCase() + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}

function tagOf(path: string): string {
  if (path.startsWith("/sync")) return "Sync";
  if (path.startsWith("/v1")) return "Events and exceptions";
  if (path.startsWith("/customer")) return "Customers";
  if (path.startsWith("/admin/ops")) return "Ops actions";
  return path.startsWith("/api/admin/ops") ? "Ops" : "Settings";
}

/** What a caller may send. An empty value of a query's parameter is the same as none, which goes without saying. */
function input(schema: z.ZodType): Json {
  return z.toJSONSchema(schema, {
    io: "input",
    unrepresentable: "any",
    override: ({ jsonSchema }) => {
      const choices = jsonSchema.anyOf?.filter((choice) => typeof choice === "boolean" || choice.const !== "");
      if (!choices || choices.length === jsonSchema.anyOf?.length) return;
      delete jsonSchema.anyOf;
      Object.assign(jsonSchema, choices.length === 1 ? choices[0] : { anyOf: choices });
    },
  });
}

function answer(schema: z.ZodType): Json {
  return z.toJSONSchema(schema, {
    io: "output",
    unrepresentable: "any",
    override: ({ jsonSchema }) => {
      if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
    },
  });
}
