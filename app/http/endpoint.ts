import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import type { Ctx } from "#app/platform/ctx.ts";
import type { Permission } from "#app/platform/permissions.ts";
import { parseBody, parseQuery, type RawInput, refuseUnstorable } from "./input.ts";

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

/** A request to an endpoint, before anything of it is parsed. */
export interface RawRequest extends RawInput {
  headers: IncomingMessage["headers"];
  /** The body as it was sent. */
  bytes: Buffer;
}

interface Input<Body, Query> extends Omit<RawRequest, "body" | "query"> {
  body: Body;
  query: Query;
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
  /** The body is kept as it came, whatever is in it; any other is refused with text that the database could not hold. */
  keepsBody?: boolean;
  /** An Idempotency-Key means nothing here: the request has an identity of its own, or the answer a secret that is not to be kept. */
  ignoresIdempotencyKey?: boolean;
  handle: (ctx: Ctx, input: Input<Body, Query>) => Promise<unknown>;
}

/** An endpoint as the dispatcher sees it. */
export interface Endpoint extends Omit<Definition<unknown, unknown>, "handle" | "body" | "query"> {
  body?: z.ZodType;
  query?: z.ZodType;
  run: (ctx: Ctx, request: RawRequest) => Promise<Reply>;
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
    run: async (ctx, request) => {
      refuseUnstorable(request, definition.keepsBody ?? false);
      const answer = await handle(ctx, { ...request, body: parseBody<Body>(body, request.body), query: parseQuery<Query>(query, request.query) });
      return answer instanceof Reply ? answer : new Reply(answer);
    },
  };
}

/** Stands where an endpoint names no schema: it takes anything, and nobody reads it. */
const unread = z.custom<never>(() => true);

/** Whether an endpoint does something when it is sent no body. */
export function takesNoBody({ body }: Pick<Endpoint, "body">): boolean {
  return body?.safeParse(undefined).success ?? true;
}
