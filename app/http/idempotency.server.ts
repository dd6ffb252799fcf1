import { inTransaction, type Ctx, type Tx } from "#app/platform/ctx.ts";
import { DomainError } from "#app/platform/errors.ts";
import { canonicalJson, sha256 } from "#app/platform/json.ts";
import { RawJson } from "#app/platform/raw-json.ts";
import { Reply } from "./endpoint.ts";

/** How long a key is remembered. */
const idempotencyWindowHours = 24;

interface Stored {
  request_hash: Buffer;
  status: number;
  content_type: string;
  body: string;
}

/**
 * Answers a request that carries an Idempotency-Key: once by running it, afterwards with the stored answer, byte for byte.
 * Effect and answer are committed together, so a crash leaves either both or neither; a refused request stores nothing.
 * Throws `invalid` for a key that came with another body, `conflict` while the first request still runs.
 */
export function onceFor(ctx: Ctx, endpoint: string, key: string, body: unknown, run: (tx: Tx) => Promise<Reply>): Promise<Reply> {
  if (key.length < 1 || key.length > 255) throw new DomainError("malformed", "INVALID_IDEMPOTENCY_KEY", { message: "An Idempotency-Key has 1 to 255 characters." });
  const requestHash = sha256(canonicalJson(body ?? null));

  return inTransaction(ctx, async (tx) => {
    const [lock] = await tx.sql<{ taken: boolean }>`
      select pg_try_advisory_xact_lock(hashtextextended(${`${ctx.shop}\n${endpoint}\n${key}`}, 42)) as taken`;
    if (!lock?.taken) throw new DomainError("conflict", "IDEMPOTENCY_IN_PROGRESS", { message: "The first request with this Idempotency-Key is still running." });

    const [stored] = await tx.sql<Stored>`
      select request_hash, status, content_type, body from idempotency_keys
      where shop = ${ctx.shop} and endpoint = ${endpoint} and key = ${key} and created_at > ${hoursBefore(ctx.now, idempotencyWindowHours)}`;
    if (stored) return replay(stored, requestHash);

    const reply = serialized(await run(tx));
    await tx.sql`
      insert into idempotency_keys (shop, endpoint, key, request_hash, status, content_type, body, created_at)
      values (${ctx.shop}, ${endpoint}, ${key}, ${requestHash}, ${reply.status}, ${reply.headers["Content-Type"] ?? jsonType}, ${textOf(reply)}, ${ctx.now})
      on conflict (shop, endpoint, key) do update
      set request_hash = excluded.request_hash, status = excluded.status, content_type = excluded.content_type, body = excluded.body, created_at = excluded.created_at`;
    return reply;
  });
}

const jsonType = "application/json; charset=utf-8";

function replay(stored: Stored, requestHash: Buffer): Reply {
  if (!stored.request_hash.equals(requestHash)) {
    throw new DomainError("invalid", "IDEMPOTENCY_KEY_REUSED", { message: "This Idempotency-Key was used with another body. Use a new key for a new request." });
  }
  return new Reply(new RawJson(stored.body), { status: stored.status, headers: { "Content-Type": stored.content_type, "Idempotency-Replayed": "true" } });
}

function serialized(reply: Reply): Reply {
  return new Reply(new RawJson(textOf(reply)), { status: reply.status, headers: reply.headers });
}

/** The text that a reply sends. */
export function textOf({ body }: Reply): string {
  return body instanceof RawJson ? body.text : JSON.stringify(body);
}

function hoursBefore(time: Date, hours: number): Date {
  return new Date(time.getTime() - hours * 3_600_000);
}
