import { type IncomingMessage } from "node:http";

const mostBytes = 64 * 1024 * 1024;

/** A request that was asked wrongly; answered with its status and message as JSON. */
export class BadRequest extends Error {
  readonly status: number;

  constructor(message: string, status = 400) {
    super(message);
    this.status = status;
  }
}

export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > mostBytes) throw new BadRequest("The body is too large.", 413);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** The body as a JSON object; an empty body is an empty object. */
export async function readJson(request: IncomingMessage): Promise<Record<string, unknown>> {
  const text = await readBody(request);
  if (text.trim() === "") return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new BadRequest("The body is not JSON.");
  }
  if (value === null || typeof value !== "object" || Array.isArray(value)) throw new BadRequest("The body must be a JSON object.");
  return value as Record<string, unknown>;
}

/** JSON or a form, as OAuth clients send either. */
export async function readFields(request: IncomingMessage): Promise<Record<string, unknown>> {
  if (!request.headers["content-type"]?.includes("x-www-form-urlencoded")) return readJson(request);
  return Object.fromEntries(new URLSearchParams(await readBody(request)));
}

/** The shop that the app meant to reach, when it came by way of a forwarded host. */
export function forwardedShop(request: IncomingMessage): string | undefined {
  const header = request.headers["x-forwarded-host"];
  const host = (Array.isArray(header) ? header[0] : header)?.split(",")[0]?.trim().toLowerCase();
  return host?.endsWith(".myshopify.com") ? host : undefined;
}
