import type { IncomingMessage } from "node:http";
import { DomainError } from "#app/platform/errors.ts";
import { parseJson } from "#app/platform/json.ts";

export const oneMebibyte = 1024 * 1024;

/** So much is read away of a body that is too large: a connection that closes while its client still sends loses the answer. */
const mostDiscarded = 64 * oneMebibyte;

/** The bytes of a request's body; throws `too_large` for more than the limit, `malformed` when the client stops half way. */
export function readBytes(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    if (Number(request.headers["content-length"] ?? 0) > mostDiscarded) return reject(tooLarge(maxBytes));
    let chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= maxBytes) return void chunks.push(chunk);
      chunks = [];
      if (size > mostDiscarded) reject(tooLarge(maxBytes));
    });
    request.on("end", () => (size > maxBytes ? reject(tooLarge(maxBytes)) : resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks))));
    request.on("close", () => {
      if (!request.complete) reject(new DomainError("malformed", "INCOMPLETE_BODY", { message: "The connection closed before the whole body had arrived." }));
    });
    request.on("error", reject);
  });
}

/** The JSON of a request's body, and its bytes. */
export async function readJson(request: IncomingMessage, maxBytes: number): Promise<{ bytes: Buffer; value: unknown }> {
  const type = request.headers["content-type"] ?? "";
  if (!/^application\/([\w.+-]+\+)?json\s*(;|$)/i.test(type)) {
    throw new DomainError("unsupported_media", "NOT_JSON", { message: "Send the body as application/json." });
  }
  const bytes = await readBytes(request, maxBytes);
  return { bytes, value: jsonOf(bytes) };
}

/** The JSON that the bytes of a body hold; throws `malformed` when they hold none. */
export function jsonOf(bytes: Uint8Array): unknown {
  try {
    return parseJson(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new DomainError("malformed", "MALFORMED_JSON", { message: "The body is not valid JSON." }, { cause });
  }
}

function tooLarge(maxBytes: number): DomainError {
  return new DomainError("too_large", "BODY_TOO_LARGE", { message: `The body is larger than ${maxBytes} bytes.` });
}
