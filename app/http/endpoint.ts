import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import type { Ctx } from "#app/platform/ctx.ts";
import { DomainError, type FieldError } from "#app/platform/errors.ts";
import type { Permission } from "#app/platform/permissions.ts";
import { isStorable, unstorablePlaces } from "./storable.ts";

/** What an endpoint answers: JSON, or text that is JSON already, with a status and headers of its own if it wants them. */
export class Reply {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Record<string, string>;

  constructor(body: unknown, { status = 200, headers = {} }: { status?: number; headers?: Record<string, string> } = {}) {
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

export interface Input<Body, Query> {
  body: Body;
  query: Query;
  params: Record<string, string>;
  headers: IncomingMessage["headers"];
  /** The body as it was sent. */
  bytes: Buffer;
}

interface Definition<Body, Query> {
  /** How errors look: the envelope of `/sync`, or RFC 9457. */
  family: "sync" | "problem";
  permission: Permission;
  /** `any`: an all-shops key may call it without naming a shop; `ctx.shop` is then `*`. */
  scope?: "shop" | "any";
  body?: z.ZodType<Body>;
  query?: z.ZodType<Query>;
  /** The largest body in bytes; 1 MiB when nothing is said. */
  maxBytes?: number;
  /** In a few words what it is for, in the OpenAPI document. */
  summary: string;
  /** What it answers when all is well; tests hold every answer against it. */
  response: z.ZodType;
  /** Another form in which it is given to who asks for it, such as text/plain. */
  alsoAs?: string;
  /** The HTTP status of that answer, where it is not 200. */
  status?: number;
  /** An Idempotency-Key means nothing here: the endpoint has an identity of its own. */
  ownIdentity?: boolean;
  handle: (ctx: Ctx, input: Input<Body, Query>) => Promise<unknown>;
}

export interface RawInput {
  body: unknown;
  bytes: Buffer;
  query: URLSearchParams;
  params: Record<string, string>;
  headers: IncomingMessage["headers"];
}

/** An endpoint as the dispatcher sees it. */
export interface Endpoint extends Omit<Definition<unknown, unknown>, "handle" | "body" | "query"> {
  body?: z.ZodType;
  query?: z.ZodType;
  run: (ctx: Ctx, raw: RawInput) => Promise<unknown>;
}

/** An endpoint that also streams, to clients that ask for text/event-stream. */
export interface StreamEndpoint extends Endpoint {
  stream: (ctx: Ctx, request: IncomingMessage, response: ServerResponse) => Promise<void>;
}

/** The methods of one address. */
export type Resource = { [Method in "GET" | "POST" | "PUT" | "DELETE"]?: Endpoint | StreamEndpoint };

/** Declares an endpoint: who may call it, what it takes, and the one use case that it calls. */
export function endpoint<Body = undefined, Query = undefined>(definition: Definition<Body, Query>): Endpoint {
  const { handle, ...rest } = definition;
  const body = definition.body ?? unread;
  const query = definition.query ?? unread;
  return {
    ...rest,
    run: async (ctx, raw) => {
      refuseUnstorable(raw, definition.ownIdentity ?? false);
      return handle(ctx, { body: parseBody<Body>(body, raw.body), query: parseQuery<Query>(query, raw.query), params: raw.params, headers: raw.headers, bytes: raw.bytes });
    },
  };
}

/** Refuses text that the database could not hold. What an intake takes is kept as it came, whatever is in it. */
function refuseUnstorable({ body, query, params }: RawInput, keepsAll: boolean): void {
  const message = "has a character that cannot be stored";
  if (!Object.values(params).every(isStorable)) throw new DomainError("not_found", "NOT_FOUND", { message: "There is nothing of that name." });
  const wrong = [...query].find(([, value]) => !isStorable(value));
  if (wrong) throw new DomainError("malformed", "INVALID_QUERY", { message: `${wrong[0]}: ${message}`, errors: [{ path: wrong[0], message }] });
  const errors = keepsAll ? [] : unstorablePlaces(body).map((path) => ({ path, message }));
  const [first] = errors;
  if (first) throw new DomainError("invalid", "INVALID_BODY", { message: describe(first), errors });
}

/** Stands where an endpoint names no schema: it takes anything, and nobody reads it. */
const unread = z.custom<never>(() => true);

/** A body in its schema's shape; throws `invalid` with what is wrong and where. */
export function parseBody<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const errors = fieldErrors(result.error);
  const [first] = errors;
  throw new DomainError("invalid", "INVALID_BODY", { message: first ? describe(first) : "The body does not fit.", errors });
}

function parseQuery<T>(schema: z.ZodType<T>, query: URLSearchParams): T {
  const repeated = [...query.keys()].find((name) => query.getAll(name).length > 1);
  if (repeated !== undefined) refuseRepeated(repeated);
  const result = schema.safeParse(Object.fromEntries(query));
  if (result.success) return result.data;
  const errors = fieldErrors(result.error);
  const [first] = errors;
  throw new DomainError("malformed", "INVALID_QUERY", { message: first ? describe(first) : "The query does not fit.", errors });
}

/** Of several values only one could count, and nobody would see which. */
function refuseRepeated(path: string): never {
  const message = "is given more than once; several values are separated by commas";
  throw new DomainError("malformed", "INVALID_QUERY", { message: `${path}: ${message}`, errors: [{ path, message }] });
}

function describe({ path, message }: FieldError): string {
  return path ? `${path}: ${message}` : message;
}

/** zod's issues as places in the input. */
function fieldErrors(error: z.ZodError): FieldError[] {
  return error.issues.map((issue) => ({ path: issue.path.join("."), message: issue.message }));
}
